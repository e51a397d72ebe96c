/*
 * One stream between a server and the keeper: shared by stream.c (who attaches, frames in, loss) and
 * send.c (channels, frames out).
 */
#ifndef STREAM_H
#define STREAM_H

#include "keeper.h"

enum { MOST_CONTROL = 1 << 20 }; /* a server that asks and does not read is cut off here */

struct stream {
  struct watch in, out; /* on a socket both watch the same descriptor, through a duplicate */
  struct watch peer;    /* the attacher's connection */
  struct keeper *keeper;
  struct stream *next;
  bool fresh;   /* nothing has come yet */
  bool leaving; /* BYE was answered: close when that is sent */
  int64_t heard;
  uint8_t *input;
  size_t input_length;
  struct queue control;
  uint8_t frame[FRAME_HEADER + FRAME_SENT];
  size_t frame_at, frame_end;
};

enum pumped { PUMPED, PUMP_LEFT, PUMP_FAILED };

/* send.c */
struct channel *channel_find(struct keeper *k, uint32_t id);
void control_on(struct stream *s, uint32_t id, enum frame_type type, const void *payload, size_t n);
/* Sends what can be sent now: PUMP_LEFT when the last word of a stream that leaves is out. */
enum pumped pump(struct stream *s);

#endif
