/*
 * Attachments: the stream between the keeper and a server.
 *
 * A connection to the keeper's socket is a *candidate* until it has said HELLO; then it becomes the
 * attachment and the one before is lost. Frames come straight over the socket, or, from `keeper
 * attach`, over the two pipes whose descriptors its first byte brings along: the connection itself
 * then only tells, by closing, that the attacher is gone.
 *
 * In a container any process could connect, with the keeper's own user id. So there only attachers
 * are taken whose parent pid is 0 (made by the engine from outside) and that are not dumpable (so
 * nothing inside could have taken them over). On a host the socket lies in a private directory and
 * the peer must have our user id.
 *
 * Frames are taken from the stream as they come; no handler blocks or sends by itself.
 */
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_CANDIDATES = 8 };

static void on_input(struct watch *watch, short got);

/* ---- who may attach ------------------------------------------------------------------------- */

/* The attacher of a container: made by the engine, and closed to its siblings. The files of a process
 * that is not dumpable belong to root in /proc (its directory does not), so not to our user. */
static bool from_outside(pid_t pid) {
  char path[64], text[512];
  struct stat owner;
  int parent = -1;
  snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
  FILE *file = fopen(path, "re");
  if (!file) return false;
  bool closed = fstat(fileno(file), &owner) == 0 && (owner.st_uid != geteuid() || geteuid() == 0);
  size_t n = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[n] = 0;
  char *after = strrchr(text, ')');
  return closed && after && sscanf(after + 1, " %*c %d", &parent) == 1 && parent == 0;
}

static bool may_attach(struct keeper *k, int fd, bool attacher) {
  struct ucred peer;
  socklen_t size = sizeof peer;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0) return false;
  if (k->container) return attacher && from_outside(peer.pid);
  return peer.uid == geteuid();
}

/* ---- the life of a stream ------------------------------------------------------------------- */

static void stream_free(struct stream *s) {
  struct keeper *k = s->keeper;
  for (struct stream **p = &k->candidates; *p; p = &(*p)->next) {
    if (*p != s) continue;
    *p = s->next;
    break;
  }
  watch_close(&k->loop, &s->in);
  watch_close(&k->loop, &s->out);
  watch_close(&k->loop, &s->peer);
  queue_free(&s->control);
  free(s->input);
  free(s);
}

/* Ends a stream; what was attached through it is told whether that was clean. */
static void stream_drop(struct stream *s, bool clean) {
  struct keeper *k = s->keeper;
  clean = clean || s->leaving; /* the server may hang up before our answer is out */
  if (k->stream == s) {
    k->stream = NULL;
    k->idle_since = now_ms();
    while (k->channels) {
      struct channel *c = k->channels;
      channel_close(c);
      c->ops->lost(c, clean);
    }
  }
  stream_free(s);
}

static void pump_or_drop(struct stream *s) {
  switch (pump(s)) {
    case PUMPED: break;
    case PUMP_LEFT: stream_drop(s, true); break;
    case PUMP_FAILED: stream_drop(s, false); break;
  }
}

void stream_pump(struct keeper *k) {
  for (struct stream *s = k->candidates, *next; s; s = next) {
    next = s->next;
    if (s->out.fd >= 0) pump_or_drop(s);
  }
  if (k->stream) pump_or_drop(k->stream);
}

void stream_accept(struct keeper *k, int fd) {
  int count = 0;
  for (struct stream *s = k->candidates; s; s = s->next) count++;
  if (count >= MOST_CANDIDATES) {
    close(fd);
    return;
  }
  struct stream *s = xmalloc(sizeof *s);
  s->keeper = k;
  s->out.fd = s->peer.fd = -1;
  s->fresh = true;
  s->heard = now_ms();
  s->input = xmalloc(FRAME_HEADER + FRAME_LONGEST);
  queue_init(&s->control, MOST_CONTROL);
  s->next = k->candidates;
  k->candidates = s;
  watch_add(&k->loop, &s->in, fd, on_input);
  s->in.want = POLLIN;
  wake_at(&k->loop, s->heard + SILENCE_MS);
}

static struct stream *stream_of(struct watch *watch, size_t place) {
  return (struct stream *)(void *)((char *)watch - place);
}

static void on_peer(struct watch *watch, short got) {
  (void)got; /* an attacher says nothing after its first byte */
  stream_drop(stream_of(watch, offsetof(struct stream, peer)), false);
}

static void on_output(struct watch *watch, short got) {
  struct stream *s = stream_of(watch, offsetof(struct stream, out));
  if (got & (POLLERR | POLLHUP | POLLNVAL)) stream_drop(s, false);
  else stream_pump(s->keeper);
}

/* Takes the first byte and the descriptors that may come with it. */
static bool first_bytes(struct stream *s) {
  struct keeper *k = s->keeper;
  union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(2 * sizeof(int))];
  } control_bytes;
  struct iovec piece = {.iov_base = s->input, .iov_len = 1};
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1, .msg_control = control_bytes.bytes,
                           .msg_controllen = sizeof control_bytes.bytes};
  ssize_t n = recvmsg(s->in.fd, &message, MSG_CMSG_CLOEXEC);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return true;
  int files[2] = {-1, -1}, count = 0;
  struct cmsghdr *c = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;
  if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS) {
    count = (int)((c->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    memcpy(files, CMSG_DATA(c), (size_t)count * sizeof(int));
  }
  bool attacher = count == 2 && s->input[0] == 'A';
  if (n <= 0 || (count && !attacher) || !may_attach(k, s->in.fd, attacher)) {
    for (int i = 0; i < count; i++) close(files[i]);
    return false;
  }
  s->fresh = false;
  int out = attacher ? files[1] : fcntl(s->in.fd, F_DUPFD_CLOEXEC, 3);
  if (out < 0) return false;
  watch_add(&k->loop, &s->out, out, on_output);
  if (attacher) {
    int connection = fcntl(s->in.fd, F_DUPFD_CLOEXEC, 3);
    watch_close(&k->loop, &s->in);
    watch_add(&k->loop, &s->in, files[0], on_input);
    s->in.want = POLLIN;
    watch_add(&k->loop, &s->peer, connection, on_peer);
    s->peer.want = POLLIN;
  } else {
    s->input_length = 1;
  }
  return true;
}

void stream_tick(struct keeper *k, int64_t now) {
  for (struct stream *s = k->candidates, *next; s; s = next) {
    next = s->next;
    if (now - s->heard >= SILENCE_MS) stream_drop(s, false);
    else wake_at(&k->loop, s->heard + SILENCE_MS);
  }
  if (!k->stream) return;
  if (now - k->stream->heard >= SILENCE_MS) stream_drop(k->stream, false);
  else wake_at(&k->loop, k->stream->heard + SILENCE_MS);
}

/* ---- frames in ------------------------------------------------------------------------------ */

static void answer_hello(struct stream *s, const uint8_t *nonce) {
  uint8_t payload[FRAME_LONGEST];
  struct writer w = {.at = payload, .left = sizeof payload};
  write_u16(&w, PROTOCOL_VERSION);
  write_bytes(&w, nonce, NONCE_SIZE);
  write_u32(&w, WINDOW);
  write_u32(&w, BULK_WINDOW);
  for (const struct part *const *p = s->keeper->parts; *p; p++)
    if ((*p)->describe) (*p)->describe(s->keeper, &w);
  control_on(s, 0, HELLO, payload, w.length);
}

static bool on_hello(struct stream *s, struct reader *r) {
  struct keeper *k = s->keeper;
  static const char other[] = "this keeper speaks version 1 of the protocol";
  uint16_t version = read_u16(r);
  const uint8_t *nonce = read_bytes(r, NONCE_SIZE);
  uint32_t window = read_u32(r), bulk = read_u32(r);
  if (r->bad || s == k->stream) return false;
  if (version != PROTOCOL_VERSION) {
    control_on(s, 0, RESET, other, strlen(other));
    s->leaving = true;
    return true;
  }
  if (k->stream) stream_drop(k->stream, false);
  for (struct stream **p = &k->candidates; *p; p = &(*p)->next) {
    if (*p != s) continue;
    *p = s->next;
    break;
  }
  s->next = NULL;
  k->stream = s;
  k->server_window = window;
  k->server_bulk = bulk;
  answer_hello(s, nonce);
  for (const struct part *const *p = k->parts; *p; p++)
    if ((*p)->attached) (*p)->attached(k);
  return true;
}

/* The rest of an OPEN, after its kind. */
static bool open_kind(struct keeper *k, uint32_t id, const char *kind, struct reader *r) {
  for (const struct part *const *p = k->parts; *p; p++)
    if (!strcmp((*p)->kind, kind)) return (*p)->open(k, id, r);
  control_reset(k, id, "unknown kind");
  return true;
}

static bool attach_kind(struct keeper *k, uint32_t id, struct reader *r) {
  for (const struct part *const *p = k->parts; *p; p++)
    if ((*p)->attach) return (*p)->attach(k, id, r);
  return false;
}

static bool on_open(struct stream *s, uint32_t id, enum frame_type type, struct reader *r) {
  struct keeper *k = s->keeper;
  if (!id || id % 2 || channel_find(k, id)) return false;
  bool ending = k->ending || k->end_wanted;
  if (k->channel_count >= MOST_CHANNELS || ending) {
    control_reset(k, id, ending ? "the keeper is ending" : "too many channels");
    return true;
  }
  if (type == ATTACH) return attach_kind(k, id, r);
  char *kind = read_string(r, 32);
  bool fine = kind && open_kind(k, id, kind, r);
  free(kind);
  return fine;
}

static void on_info(struct channel *c) {
  uint8_t payload[FRAME_LONGEST];
  struct writer w = {.at = payload, .left = sizeof payload};
  c->ops->info(c, &w);
  control(c, INFO, payload, w.length);
}

/* Frames on an open channel. One that its kind does not take ends the stream. */
static bool on_channel(struct channel *c, const struct frame *f, struct reader *r) {
  switch (f->type) {
    case DATA: return c->ops->data && c->ops->data(c, f->payload, f->length);
    case END: return c->ops->end && c->ops->end(c);
    case CREDIT: {
      uint8_t stream = read_u8(r);
      uint32_t returned = read_u32(r), grown = read_u32(r);
      return !r->bad && c->ops->credit && c->ops->credit(c, stream, returned, grown);
    }
    case RESIZE: {
      uint16_t columns = read_u16(r), rows = read_u16(r);
      if (!r->bad && c->ops->resize) c->ops->resize(c, columns, rows);
      return !r->bad && c->ops->resize;
    }
    case SIGNAL: {
      uint8_t number = read_u8(r);
      if (r->bad || !c->ops->signal || number < 1 || number > 64) return false;
      c->ops->signal(c, number);
      return true;
    }
    case INFO:
      if (!c->ops->info) return false;
      on_info(c);
      return true;
    case RESET:
      channel_close(c);
      c->ops->reset(c);
      return true;
    default: return false;
  }
}

static bool on_bye(struct stream *s, struct reader *r) {
  struct keeper *k = s->keeper;
  bool end = read_u8(r) & 1;
  if (r->bad) return false;
  if (end) { /* answered when everything is gone */
    k->end_wanted = true;
    wake_at(&k->loop, 0);
    return true;
  }
  control_on(s, 0, BYE, NULL, 0);
  s->leaving = true;
  return true;
}

void stream_bye(struct keeper *k) {
  if (!k->stream) return;
  control_on(k->stream, 0, BYE, NULL, 0);
  k->stream->leaving = true;
  pump_or_drop(k->stream);
}

static bool on_frame(struct stream *s, const struct frame *f) {
  struct keeper *k = s->keeper;
  struct reader r = {.at = f->payload, .left = f->length};
  if (f->type == HELLO) return f->channel == 0 && on_hello(s, &r);
  if (s != k->stream) return false;
  if (s->leaving) return true;
  if (f->type == OPEN || f->type == ATTACH) return on_open(s, f->channel, f->type, &r);
  if (f->channel) { /* a frame for a closed channel has crossed our RESET */
    struct channel *c = channel_find(k, f->channel);
    return !c || on_channel(c, f, &r);
  }
  if (f->type == PING && f->length <= 64) control_on(s, 0, PONG, f->payload, f->length);
  else if (f->type == BYE) return on_bye(s, &r);
  else return f->type == PONG;
  return true;
}

/* Takes the frames that are complete; false when the stream must end. */
static bool take_frames(struct stream *s) {
  size_t at = 0;
  struct frame f;
  long n = 0;
  while ((n = frame_read(s->input + at, s->input_length - at, &f)) > 0) {
    if (!on_frame(s, &f)) return false;
    at += (size_t)n;
  }
  memmove(s->input, s->input + at, s->input_length - at);
  s->input_length -= at;
  return n == 0;
}

static void on_input(struct watch *watch, short got) {
  struct stream *s = stream_of(watch, offsetof(struct stream, in));
  (void)got;
  if (s->fresh) {
    if (!first_bytes(s)) stream_drop(s, false);
    return;
  }
  size_t room = FRAME_HEADER + FRAME_LONGEST - s->input_length;
  ssize_t n = read(s->in.fd, s->input + s->input_length, room);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n > 0) {
    s->heard = now_ms();
    s->input_length += (size_t)n;
  }
  if (n <= 0 || !take_frames(s)) stream_drop(s, false);
}
