/*
 * Frames: the pieces that a stream between a server and a keeper is cut into (PROTOCOL.md).
 *
 *     type 1 byte | channel 3 bytes | length 4 bytes | payload
 */
#ifndef FRAME_H
#define FRAME_H

#include "bytes.h"

enum {
  PROTOCOL_VERSION = 1,
  NONCE_SIZE = 16,
  FRAME_HEADER = 8,
  FRAME_LONGEST = 64 << 10, /* payload that is taken */
  FRAME_SENT = 16 << 10,    /* payload of bytes that we send in one frame: the grain of fairness */
};

enum frame_type {
  HELLO = 1,
  OPEN,
  DATA,
  OUTPUT,
  CREDIT,
  END, /* EOF in PROTOCOL.md; that name is taken in C */
  RESET,
  ATTACH,
  RESIZE,
  SIGNAL,
  EXITED,
  INFO,
  PING,
  PONG,
  BYE,
};

struct frame {
  enum frame_type type;
  uint32_t channel;
  const uint8_t *payload;
  size_t length;
};

/* Reads the first frame of `n` bytes: how many bytes it takes, 0 when more are needed, or -1 when
 * this can't be a frame and the stream must end. The frame points into the bytes. */
long frame_read(const uint8_t *bytes, size_t n, struct frame *frame);

/* Writes a header; `out` has FRAME_HEADER bytes. */
void frame_header(uint8_t *out, enum frame_type type, uint32_t channel, size_t length);

#endif
