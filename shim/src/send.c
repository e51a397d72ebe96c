/*
 * What goes out on a stream, and the channels that it comes from.
 *
 * Small control frames queue and go first; then each channel in turn makes one frame. One frame at a
 * time is on its way out, so what is decided last (a key's echo) waits for 16 KiB at most. No handler
 * of a frame sends by itself: the loop pumps after each turn.
 */
#include "stream.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { TURNS_PER_PUMP = 16 }; /* frames sent before the loop looks at its input again */

/* ---- channels on the stream ----------------------------------------------------------------- */

void channel_open(struct channel *c, uint32_t id) {
  struct keeper *k = c->keeper;
  c->id = id;
  c->previous = NULL;
  c->next = k->channels;
  if (k->channels) k->channels->previous = c;
  k->channels = c;
  k->channel_count++;
}

void channel_close(struct channel *c) {
  struct keeper *k = c->keeper;
  if (!c->id) return;
  if (k->turn == c) k->turn = c->next;
  if (c->previous) c->previous->next = c->next;
  else k->channels = c->next;
  if (c->next) c->next->previous = c->previous;
  c->id = 0;
  k->channel_count--;
}

struct channel *channel_find(struct keeper *k, uint32_t id) {
  for (struct channel *c = k->channels; c; c = c->next)
    if (c->id == id) return c;
  return NULL;
}

/* ---- frames out ----------------------------------------------------------------------------- */

void control_on(struct stream *s, uint32_t id, enum frame_type type, const void *payload, size_t n) {
  uint8_t header[FRAME_HEADER];
  frame_header(header, type, id, n);
  if (queue_length(&s->control) + sizeof header + n > MOST_CONTROL) {
    s->heard = INT64_MIN / 2; /* the next tick drops it; not here, in the middle of a handler */
    wake_at(&s->keeper->loop, 0);
    return;
  }
  queue_add(&s->control, header, sizeof header);
  queue_add(&s->control, payload, n);
}

void control(struct channel *c, enum frame_type type, const void *payload, size_t n) {
  if (c->id && c->keeper->stream) control_on(c->keeper->stream, c->id, type, payload, n);
}

void control_credit(struct channel *c, uint8_t stream, size_t returned) {
  uint8_t payload[9];
  struct writer w = {.at = payload, .left = sizeof payload};
  write_u8(&w, stream);
  write_u32(&w, (uint32_t)returned);
  write_u32(&w, 0);
  control(c, CREDIT, payload, w.length);
}

void control_reset(struct keeper *k, uint32_t id, const char *reason) {
  if (k->stream) control_on(k->stream, id, RESET, reason, strlen(reason));
}

/* Makes the next frame from the channels in turn; false when none has anything. */
static bool produce(struct stream *s) {
  struct keeper *k = s->keeper;
  for (int i = k->channel_count; i > 0; i--) {
    struct channel *c = k->turn ? k->turn : k->channels;
    enum frame_type type = DATA;
    struct writer w = {.at = s->frame + FRAME_HEADER, .left = FRAME_SENT};
    uint32_t id = c->id; /* the channel may close by what it sends */
    k->turn = c->next;
    if (!c->ops->produce(c, &w, &type)) continue;
    frame_header(s->frame, type, id, w.length);
    s->frame_at = 0;
    s->frame_end = FRAME_HEADER + w.length;
    return true;
  }
  return false;
}

/* Writes what there is of the frame under way; false on an error, or when it would block. */
static bool send_frame(struct stream *s, bool *failed) {
  while (s->frame_at < s->frame_end) {
    ssize_t n = write(s->out.fd, s->frame + s->frame_at, s->frame_end - s->frame_at);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      *failed = errno != EAGAIN;
      return false;
    }
    s->frame_at += (size_t)n;
  }
  return true;
}

enum pumped pump(struct stream *s) {
  struct keeper *k = s->keeper;
  bool failed = false;
  s->out.want = NOT_NOW;
  for (int turn = 0; turn < TURNS_PER_PUMP; turn++) {
    if (!send_frame(s, &failed)) break;
    if (queue_length(&s->control)) {
      failed = queue_flush(&s->control, s->out.fd) < 0;
      if (failed || queue_length(&s->control)) break;
    }
    if (s->leaving || k->stream != s) break;
    if (!produce(s)) return PUMPED;
  }
  bool done = s->frame_at == s->frame_end && !queue_length(&s->control);
  if (failed) return PUMP_FAILED;
  if (done && s->leaving) return PUMP_LEFT;
  if (!done) s->out.want = POLLOUT;
  return PUMPED;
}
