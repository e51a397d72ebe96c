/*
 * The bytes of bytes.h. Plain code; the one thing to know is that a queue slides its content to the
 * front before it grows, so that a drained queue costs nothing.
 */
#include "bytes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

void *xmalloc(size_t size) {
  void *p = calloc(1, size ? size : 1);
  if (!p) abort();
  return p;
}

void *xrealloc(void *old, size_t size) {
  void *p = realloc(old, size ? size : 1);
  if (!p) abort();
  return p;
}

char *xstrndup(const char *from, size_t size) {
  char *copy = xmalloc(size + 1);
  if (size) memcpy(copy, from, size);
  return copy;
}

int64_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool unix_address(struct sockaddr_un *address, const char *path) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  if (strlen(path) >= sizeof address->sun_path) return false;
  memcpy(address->sun_path, path, strlen(path));
  return true;
}

void queue_init(struct queue *q, size_t limit) {
  memset(q, 0, sizeof *q);
  q->limit = limit;
}

void queue_free(struct queue *q) {
  free(q->bytes);
  queue_init(q, q->limit);
}

size_t queue_length(const struct queue *q) { return q->end - q->start; }

bool queue_add(struct queue *q, const void *bytes, size_t n) {
  if (n > q->limit - queue_length(q)) return false;
  if (!n) return true;
  if (q->start && q->end + n > q->size) {
    memmove(q->bytes, q->bytes + q->start, queue_length(q));
    q->end -= q->start;
    q->start = 0;
  }
  if (q->end + n > q->size) {
    size_t size = q->size ? q->size : 512;
    while (size < q->end + n) size *= 2;
    q->bytes = xrealloc(q->bytes, size);
    q->size = size;
  }
  memcpy(q->bytes + q->end, bytes, n);
  q->end += n;
  return true;
}

void queue_drop(struct queue *q, size_t n) {
  q->start += n;
  if (q->start >= q->end) q->start = q->end = 0;
}

long queue_flush(struct queue *q, int fd) {
  long written = 0;
  while (queue_length(q)) {
    ssize_t n = write(fd, q->bytes + q->start, queue_length(q));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) break;
    if (n < 0) return -1;
    queue_drop(q, (size_t)n);
    written += n;
  }
  return written;
}

const uint8_t *read_bytes(struct reader *r, size_t n) {
  static const uint8_t zeros[16];
  if (r->bad || n > r->left) {
    r->bad = true;
    return n <= sizeof zeros ? zeros : NULL;
  }
  const uint8_t *at = r->at;
  r->at += n;
  r->left -= n;
  return at;
}

static uint64_t number(struct reader *r, size_t size) {
  const uint8_t *at = read_bytes(r, size);
  uint64_t value = 0;
  for (size_t i = 0; i < size; i++) value = value << 8 | at[i];
  return value;
}

uint8_t read_u8(struct reader *r) { return (uint8_t)number(r, 1); }
uint16_t read_u16(struct reader *r) { return (uint16_t)number(r, 2); }
uint32_t read_u32(struct reader *r) { return (uint32_t)number(r, 4); }
uint64_t read_u64(struct reader *r) { return number(r, 8); }

char *read_string(struct reader *r, size_t longest) {
  size_t n = read_u16(r);
  if (n > longest) r->bad = true;
  const uint8_t *at = read_bytes(r, n);
  if (!r->bad && n && memchr(at, 0, n)) r->bad = true;
  return r->bad ? NULL : xstrndup((const char *)at, n);
}

void write_bytes(struct writer *w, const void *bytes, size_t n) {
  if (w->full || n > w->left) {
    w->full = true;
    return;
  }
  if (n) memcpy(w->at, bytes, n);
  w->at += n;
  w->left -= n;
  w->length += n;
}

static void write_number(struct writer *w, uint64_t value, size_t size) {
  uint8_t bytes[8];
  for (size_t i = 0; i < size; i++) bytes[i] = (uint8_t)(value >> 8 * (size - 1 - i));
  write_bytes(w, bytes, size);
}

void write_u8(struct writer *w, uint8_t value) { write_number(w, value, 1); }
void write_u16(struct writer *w, uint16_t value) { write_number(w, value, 2); }
void write_u32(struct writer *w, uint32_t value) { write_number(w, value, 4); }
void write_u64(struct writer *w, uint64_t value) { write_number(w, value, 8); }

void write_string(struct writer *w, const char *text) {
  size_t n = strlen(text);
  if (n > UINT16_MAX) n = UINT16_MAX;
  write_u16(w, (uint16_t)n);
  write_bytes(w, text, n);
}
