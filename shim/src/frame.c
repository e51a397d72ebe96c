/*
 * The decoder of frames. It looks at nothing but the eight bytes of a header, keeps no state and
 * allocates nothing; test/frame_fuzz.c feeds it, and what reads payloads, with whatever comes.
 */
#include "frame.h"

long frame_read(const uint8_t *bytes, size_t n, struct frame *frame) {
  if (n < 1) return 0;
  if (bytes[0] < HELLO || bytes[0] > BYE) return -1;
  if (n < FRAME_HEADER) return 0;
  size_t length =
      (size_t)bytes[4] << 24 | (size_t)bytes[5] << 16 | (size_t)bytes[6] << 8 | (size_t)bytes[7];
  if (length > FRAME_LONGEST) return -1;
  if (n < FRAME_HEADER + length) return 0;
  frame->type = (enum frame_type)bytes[0];
  frame->channel = (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
  frame->payload = bytes + FRAME_HEADER;
  frame->length = length;
  return (long)(FRAME_HEADER + length);
}

void frame_header(uint8_t *out, enum frame_type type, uint32_t channel, size_t length) {
  out[0] = (uint8_t)type;
  out[1] = (uint8_t)(channel >> 16);
  out[2] = (uint8_t)(channel >> 8);
  out[3] = (uint8_t)channel;
  out[4] = (uint8_t)(length >> 24);
  out[5] = (uint8_t)(length >> 16);
  out[6] = (uint8_t)(length >> 8);
  out[7] = (uint8_t)length;
}
