/*
 * The one loop: descriptors that are watched, and the next moment that something has to happen.
 *
 * Everything in the keeper runs on one thread, between two calls of poll. Nothing blocks there.
 */
#ifndef WATCH_H
#define WATCH_H

#include <stdbool.h>
#include <stdint.h>

/* `want` is what poll is asked for (POLLIN, POLLOUT; 0 to learn of a hang-up only), or NOT_NOW to
 * leave the descriptor out. Poll always reports a hang-up: a descriptor that we would not read yet
 * must be left out, or the loop spins. */
enum { NOT_NOW = -1 };

struct watch {
  int fd;
  short want;
  int slot;
  void (*ready)(struct watch *watch, short got);
};

struct loop {
  struct watch **watches;
  int count, room;
  int64_t wake; /* when the loop must turn at the latest, by now_ms() */
};

/* Makes a watch of a descriptor, which becomes non-blocking. The watch stays where it is. */
void watch_add(struct loop *loop, struct watch *watch, int fd, void (*ready)(struct watch *, short));
/* Forgets a watch and closes its descriptor; nothing when it has none. */
void watch_close(struct loop *loop, struct watch *watch);
/* Makes the loop turn at that moment. */
void wake_at(struct loop *loop, int64_t when);
/* Waits for the next thing and calls what is ready. */
void loop_turn(struct loop *loop);

#endif
