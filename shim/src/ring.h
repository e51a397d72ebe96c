/*
 * A ring of the latest output of one pty, addressed by offset: the number of bytes that the program
 * had written before. Offsets have 64 bits and only grow; the ring keeps the last `size` bytes.
 */
#ifndef RING_H
#define RING_H

#include "bytes.h"

struct ring {
  uint8_t *bytes;
  size_t size;
  uint64_t next; /* the offset of the next byte to come */
};

void ring_init(struct ring *ring, size_t size);
void ring_free(struct ring *ring);
/* The oldest offset that is still kept. */
uint64_t ring_first(const struct ring *ring);
/* The place for the next bytes, and how many fit there in one piece; then say how many came. */
uint8_t *ring_space(struct ring *ring, size_t *room);
void ring_added(struct ring *ring, size_t n);
/* The bytes from an offset that is kept on, in one piece, at most `most`: how many, and where. */
size_t ring_read(const struct ring *ring, uint64_t from, size_t most, const uint8_t **bytes);

#endif
