/*
 * Kind `put`: files from the server into a directory here, as a tar stream (tar.c). The only way into
 * a tmpfs of a running container. The end of the stream is answered by EXITED 0, a refusal by RESET.
 *
 * Writing files blocks the loop; what comes this way is small (tokens, settings, secrets), and each
 * frame is 64 KiB at most.
 */
#include "keeper.h"
#include "tar.h"

#include <stdlib.h>

struct put {
  struct channel channel; /* first */
  struct tar tar;
  size_t unreturned;
};

static void put_free(struct put *p) {
  channel_close(&p->channel);
  tar_close(&p->tar);
  free(p);
}

static bool produce(struct channel *c, struct writer *w, enum frame_type *type) {
  (void)c, (void)w, (void)type;
  return false;
}

static bool on_data(struct channel *c, const uint8_t *bytes, size_t n) {
  struct put *p = (struct put *)c;
  if (!tar_feed(&p->tar, bytes, n)) {
    control_reset(c->keeper, c->id, p->tar.why);
    put_free(p);
    return true;
  }
  p->unreturned += n;
  if (p->unreturned >= BULK_WINDOW / 4) {
    control_credit(c, 0, p->unreturned);
    p->unreturned = 0;
  }
  return true;
}

static bool on_end(struct channel *c) {
  struct put *p = (struct put *)c;
  if (tar_whole(&p->tar)) control(c, EXITED, "\1\0", 2);
  else control_reset(c->keeper, c->id, p->tar.why);
  put_free(p);
  return true;
}

static void on_reset(struct channel *c) { put_free((struct put *)c); }

static void on_lost(struct channel *c, bool clean) {
  (void)clean;
  put_free((struct put *)c);
}

static const struct operations operations = {
    .produce = produce, .data = on_data, .end = on_end, .reset = on_reset, .lost = on_lost,
};

static bool put_open(struct keeper *k, uint32_t id, struct reader *r) {
  read_u32(r); /* a window, which nothing uses */
  char *directory = read_string(r, LONGEST_TEXT);
  if (r->bad || *directory != '/') {
    free(directory);
    return false;
  }
  struct put *p = xmalloc(sizeof *p);
  p->channel.keeper = k;
  p->channel.ops = &operations;
  if (tar_open(&p->tar, directory)) {
    channel_open(&p->channel, id);
    control_credit(&p->channel, 0, 0);
  } else {
    control_reset(k, id, p->tar.why);
    put_free(p);
  }
  free(directory);
  return true;
}

const struct part put_part = {.kind = "put", .open = put_open};
