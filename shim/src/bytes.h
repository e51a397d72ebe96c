/*
 * Bytes: a bounded queue, a cursor that reads a payload, and one that writes it.
 *
 * Everything that comes over a stream is hostile. A cursor never reads beyond its end: it remembers
 * that it would have (`bad`), gives zeros from then on, and the caller checks once at the end. All
 * numbers on the stream are big endian; a string is its length (16 bits) and its bytes, no NUL.
 */
#ifndef BYTES_H
#define BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Like malloc and realloc, but end the program when there is no memory. */
void *xmalloc(size_t size);
void *xrealloc(void *old, size_t size);
char *xstrndup(const char *from, size_t size);

/* Milliseconds that only go forward. */
int64_t now_ms(void);

/* Makes the name of a Unix socket; false when it is too long. */
struct sockaddr_un;
bool unix_address(struct sockaddr_un *address, const char *path);

/* A queue of bytes: written at the end, read at the start, grown up to `limit`. */
struct queue {
  uint8_t *bytes;
  size_t start, end, size, limit;
};

void queue_init(struct queue *q, size_t limit);
void queue_free(struct queue *q);
size_t queue_length(const struct queue *q);
/* False, and nothing added, when it would be longer than the limit. */
bool queue_add(struct queue *q, const void *bytes, size_t n);
void queue_drop(struct queue *q, size_t n);
/* Writes to a descriptor until it would block; -1 and errno on an error, else the bytes written. */
long queue_flush(struct queue *q, int fd);

/* Reads a payload. */
struct reader {
  const uint8_t *at;
  size_t left;
  bool bad;
};

uint8_t read_u8(struct reader *r);
uint16_t read_u16(struct reader *r);
uint32_t read_u32(struct reader *r);
uint64_t read_u64(struct reader *r);
const uint8_t *read_bytes(struct reader *r, size_t n);
/* A fresh NUL-terminated copy, or NULL and `bad` when it is cut, holds a NUL, or is longer. */
char *read_string(struct reader *r, size_t longest);

/* Writes a payload of at most its size; what does not fit is left out and `full` says so. */
struct writer {
  uint8_t *at;
  size_t left, length;
  bool full;
};

void write_u8(struct writer *w, uint8_t value);
void write_u16(struct writer *w, uint16_t value);
void write_u32(struct writer *w, uint32_t value);
void write_u64(struct writer *w, uint64_t value);
void write_bytes(struct writer *w, const void *bytes, size_t n);
void write_string(struct writer *w, const char *text);

#endif
