/*
 * The loop of watch.h. A watch may be closed, and its owner freed, while the ready ones are called:
 * its place in the table is emptied and the table is packed before the next poll.
 */
#include "watch.h"

#include "bytes.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void watch_add(struct loop *loop, struct watch *watch, int fd, void (*ready)(struct watch *, short)) {
  if (loop->count == loop->room) {
    loop->room = loop->room ? 2 * loop->room : 32;
    loop->watches = xrealloc(loop->watches, sizeof *loop->watches * (size_t)loop->room);
  }
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  watch->fd = fd;
  watch->want = NOT_NOW;
  watch->ready = ready;
  watch->slot = loop->count;
  loop->watches[loop->count++] = watch;
}

void watch_close(struct loop *loop, struct watch *watch) {
  if (watch->fd < 0) return;
  close(watch->fd);
  watch->fd = -1;
  loop->watches[watch->slot] = NULL;
}

void wake_at(struct loop *loop, int64_t when) {
  if (when < loop->wake) loop->wake = when;
}

static void pack(struct loop *loop) {
  int kept = 0;
  for (int i = 0; i < loop->count; i++) {
    if (!loop->watches[i]) continue;
    loop->watches[kept] = loop->watches[i];
    loop->watches[kept]->slot = kept;
    kept++;
  }
  loop->count = kept;
}

void loop_turn(struct loop *loop) {
  static struct pollfd *polled;
  static int room;
  pack(loop);
  if (room < loop->count) {
    room = loop->room;
    polled = xrealloc(polled, sizeof *polled * (size_t)room);
  }
  int count = loop->count;
  for (int i = 0; i < count; i++) {
    struct watch *watch = loop->watches[i];
    polled[i] = (struct pollfd){.fd = watch->want == NOT_NOW ? -1 : watch->fd, .events = watch->want};
  }
  int64_t wait = loop->wake - now_ms();
  int timeout = loop->wake == INT64_MAX ? -1 : wait < 0 ? 0 : wait > 60000 ? 60000 : (int)wait;
  if (poll(polled, (nfds_t)count, timeout) <= 0) return;
  for (int i = 0; i < count; i++) {
    struct watch *watch = loop->watches[i];
    if (watch && polled[i].fd == watch->fd && polled[i].revents) watch->ready(watch, polled[i].revents);
  }
}
