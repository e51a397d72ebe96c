/*
 * The ring of ring.h. The memory is asked for once and touched as output comes, so a quiet pty costs
 * no more than it wrote.
 */
#include "ring.h"

#include <stdlib.h>
#include <string.h>

void ring_init(struct ring *ring, size_t size) {
  memset(ring, 0, sizeof *ring);
  ring->bytes = malloc(size);
  if (!ring->bytes) abort();
  ring->size = size;
}

void ring_free(struct ring *ring) {
  free(ring->bytes);
  ring->bytes = NULL;
}

uint64_t ring_first(const struct ring *ring) {
  return ring->next > ring->size ? ring->next - ring->size : 0;
}

uint8_t *ring_space(struct ring *ring, size_t *room) {
  size_t at = (size_t)(ring->next % ring->size);
  *room = ring->size - at;
  return ring->bytes + at;
}

void ring_added(struct ring *ring, size_t n) { ring->next += n; }

size_t ring_read(const struct ring *ring, uint64_t from, size_t most, const uint8_t **bytes) {
  if (from < ring_first(ring) || from >= ring->next) return 0;
  size_t at = (size_t)(from % ring->size);
  size_t n = ring->size - at;
  if (n > ring->next - from) n = (size_t)(ring->next - from);
  if (n > most) n = most;
  *bytes = ring->bytes + at;
  return n;
}
