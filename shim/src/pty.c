/*
 * Kind `pty`: pseudo-terminals that outlive the stream.
 *
 * Four offsets rule each pty, all counted in bytes of output:
 *
 *     acked ............ sent ............ next ............ limit
 *     the server has     on the stream     read from the     how far may be read
 *     consumed these                       pty, in the ring  while attached
 *
 * Attached, the pty is read while `next` is below `limit`, which the server's credit moves: so at most
 * a window lies between the program and the emulator, and a program that floods blocks, as on a real
 * terminal. A window is never more than half the ring, so nothing unsent is overwritten.
 *
 * After a loss the pty is *held*: what the server has not acknowledged stays until half the ring is
 * full of it (the other half still has what was acknowledged shortly before: a server that was killed
 * goes on from its last checkpoint, which is older), then the program waits, until the grace time is
 * over. After that, and after a clean leave, the oldest output is overwritten and the program never
 * waits for us. A server that comes back asks from an offset; if that is gone, it sees a jump.
 *
 * The exit is told after all output. It is kept, with the ring, until the server resets the channel:
 * that closes the terminal, which hangs up a program that still runs (KILL after HANGUP_MS).
 */
#include "children.h"
#include "keeper.h"
#include "ring.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
  DRAIN_MS = 100,          /* a dead program's background jobs may hold the terminal open: so long */
  DRAIN_BYTES = 128 << 10, /* and so much output is waited for before the exit is told */
  REOPEN_MS = 200,         /* no process has the terminal open, but the program lives: look again */
  READ_PER_TURN = 16 << 10,
};

struct pty {
  struct channel channel; /* first; closed while nobody is attached */
  struct pty *next_pty;
  char *name;
  struct child child;
  struct watch master;
  struct ring ring;
  uint64_t sent, acked, limit;
  uint64_t taken; /* bytes of input, ever */
  struct queue input;
  size_t unreturned; /* input written since the last credit */
  int64_t held_until;
  int64_t drain_by, look_again;
  uint64_t drain_to;
  bool drained;  /* ended, and all output is in the ring */
  bool told;     /* EXITED was sent on this channel */
  bool closing;  /* the server has closed it; the program may still run */
  bool sweep;    /* it was alive then: leave nothing of it */
  int64_t kill_at;
};

static struct pty *pty_of_watch(struct watch *watch) {
  return (struct pty *)(void *)((char *)watch - offsetof(struct pty, master));
}

/* How many bytes may be read from the pty now. */
static uint64_t allowance(const struct pty *p) {
  if (p->master.fd < 0 || p->drained || p->look_again) return 0;
  if (p->child.ended && p->ring.next >= p->drain_to) return 0;
  uint64_t to = UINT64_MAX;
  if (p->channel.id) to = p->limit;
  else if (p->held_until) to = p->acked + p->ring.size / 2;
  return to > p->ring.next ? to - p->ring.next : 0;
}

static void settle(struct pty *p) {
  short want = allowance(p) ? POLLIN : 0;
  if (queue_length(&p->input)) want |= POLLOUT;
  p->master.want = want ? want : NOT_NOW;
}

static void give_credit(struct pty *p, size_t written) {
  p->unreturned += written;
  if (p->unreturned < WINDOW / 4) return;
  control_credit(&p->channel, 0, p->unreturned);
  p->unreturned = 0;
}

static void write_input(struct pty *p) {
  size_t before = queue_length(&p->input);
  if (queue_flush(&p->input, p->master.fd) < 0) queue_drop(&p->input, queue_length(&p->input));
  give_credit(p, before - queue_length(&p->input));
}

static void read_output(struct pty *p) {
  size_t total = 0;
  while (total < READ_PER_TURN) {
    uint64_t allowed = allowance(p);
    size_t room;
    uint8_t *space = ring_space(&p->ring, &room);
    if (room > READ_PER_TURN) room = READ_PER_TURN;
    if (room > allowed) room = (size_t)allowed;
    if (!room) return;
    ssize_t n = read(p->master.fd, space, room);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n <= 0) { /* EIO: no process has the terminal open */
      if (p->child.ended) p->drained = true;
      else wake_at(&p->channel.keeper->loop, p->look_again = now_ms() + REOPEN_MS);
      return;
    }
    ring_added(&p->ring, (size_t)n);
    total += (size_t)n;
  }
}

static void on_master(struct watch *watch, short got) {
  struct pty *p = pty_of_watch(watch);
  if (queue_length(&p->input)) write_input(p);
  if (got & ~POLLOUT) read_output(p);
  settle(p);
}

/* ---- what the stream asks ------------------------------------------------------------------- */

static bool produce(struct channel *c, struct writer *w, enum frame_type *type) {
  struct pty *p = (struct pty *)c;
  const uint8_t *bytes = NULL;
  uint64_t most = p->limit - p->sent;
  size_t n = most > 0 ? ring_read(&p->ring, p->sent, most < FRAME_SENT - 8 ? most : FRAME_SENT - 8, &bytes) : 0;
  if (n) {
    *type = OUTPUT;
    write_u64(w, p->sent);
    write_bytes(w, bytes, n);
    p->sent += n;
    return true;
  }
  if (!p->drained || p->told || p->sent < p->ring.next) return false;
  *type = EXITED;
  write_u8(w, p->child.ended);
  write_u8(w, p->child.status);
  p->told = true;
  watch_close(&c->keeper->loop, &p->master);
  return true;
}

static bool on_data(struct channel *c, const uint8_t *bytes, size_t n) {
  struct pty *p = (struct pty *)c;
  p->taken += n;
  if (p->master.fd < 0) {
    give_credit(p, n);
    return true;
  }
  if (!queue_add(&p->input, bytes, n)) return false;
  write_input(p);
  settle(p);
  return true;
}

/* A window is at most half the ring; what a server grows beyond is not given. */
static bool on_credit(struct channel *c, uint8_t stream, uint32_t returned, uint32_t grown) {
  struct pty *p = (struct pty *)c;
  if (stream || returned > p->sent - p->acked) return false;
  uint64_t window = p->limit - p->acked + grown;
  if (window > p->ring.size / 2) window = p->ring.size / 2;
  p->acked += returned;
  if (p->limit < p->acked + window) p->limit = p->acked + window;
  settle(p);
  return true;
}

static void on_resize(struct channel *c, uint16_t columns, uint16_t rows) {
  struct pty *p = (struct pty *)c;
  struct winsize size = {.ws_col = columns, .ws_row = rows};
  if (p->master.fd >= 0) ioctl(p->master.fd, TIOCSWINSZ, &size);
}

static pid_t foreground(const struct pty *p) {
  pid_t group = 0;
  if (p->master.fd < 0 || ioctl(p->master.fd, TIOCGPGRP, &group) < 0) return 0;
  return group;
}

static void on_signal(struct channel *c, int number) {
  struct pty *p = (struct pty *)c;
  pid_t group = foreground(p);
  if (group > 1) kill(-group, number);
  else if (p->child.pid && !p->child.ended) kill(-p->child.pid, number);
}

static void on_info(struct channel *c, struct writer *answer) {
  struct pty *p = (struct pty *)c;
  pid_t group = foreground(p);
  child_describe(&p->child, group > 0 ? group : p->child.ended ? 0 : p->child.pid, answer);
}

static void pty_free(struct pty *p) {
  struct keeper *k = p->channel.keeper;
  for (struct pty **at = &k->ptys; *at; at = &(*at)->next_pty) {
    if (*at != p) continue;
    *at = p->next_pty;
    break;
  }
  channel_close(&p->channel);
  watch_close(&k->loop, &p->master);
  child_forget(&p->child);
  queue_free(&p->input);
  ring_free(&p->ring);
  free(p->name);
  free(p);
}

/* Hangs up; what ignores that is killed by the tick, and freed when it is gone. */
static void pty_close(struct pty *p) {
  struct keeper *k = p->channel.keeper;
  channel_close(&p->channel);
  watch_close(&k->loop, &p->master);
  if (p->child.ended && !p->sweep) {
    pty_free(p);
    return;
  }
  if (p->closing) return;
  p->closing = p->sweep = true;
  wake_at(&k->loop, p->kill_at = now_ms() + HANGUP_MS);
}

static void on_reset(struct channel *c) { pty_close((struct pty *)c); }

static void on_lost(struct channel *c, bool clean) {
  struct pty *p = (struct pty *)c;
  p->held_until = clean || p->child.ended ? 0 : now_ms() + c->keeper->grace;
  if (p->held_until) wake_at(&c->keeper->loop, p->held_until);
  settle(p);
}

static const struct operations operations = {
    .produce = produce, .data = on_data, .credit = on_credit, .resize = on_resize,
    .signal = on_signal, .info = on_info, .reset = on_reset, .lost = on_lost,
};

/* ---- opening and attaching ------------------------------------------------------------------ */

static struct pty *find(struct keeper *k, const char *name) {
  for (struct pty *p = k->ptys; p; p = p->next_pty)
    if (!p->closing && !strcmp(p->name, name)) return p;
  return NULL;
}

static bool is_name(const char *name) {
  size_t n = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
  return n > 0 && !name[n];
}

static void attach(struct pty *p, uint32_t id, uint64_t from, uint32_t window) {
  uint64_t first = ring_first(&p->ring), most = p->ring.size / 2;
  channel_open(&p->channel, id);
  p->sent = p->acked = from < first ? first : from;
  p->limit = p->sent + (window > most ? most : window);
  p->held_until = 0;
  p->told = false;
  control_credit(&p->channel, 0, WINDOW - queue_length(&p->input) - p->unreturned);
  p->unreturned = 0;
  settle(p);
}

static struct pty *start(struct keeper *k, const struct program *program, uint16_t columns, uint16_t rows,
                         char *why, size_t n) {
  int master, slave;
  if (!terminal_open(&master, &slave, columns, rows)) {
    snprintf(why, n, "pseudo-terminal: %s", strerror(errno));
    return NULL;
  }
  struct child child = program_start(program, (int[]){slave, slave, slave}, true, why, n);
  close(slave);
  if (!child.pid) {
    close(master);
    return NULL;
  }
  struct pty *p = xmalloc(sizeof *p);
  p->channel.keeper = k;
  p->channel.ops = &operations;
  p->child = child;
  ring_init(&p->ring, k->ring);
  queue_init(&p->input, WINDOW);
  watch_add(&k->loop, &p->master, master, on_master);
  p->next_pty = k->ptys;
  k->ptys = p;
  return p;
}

static bool pty_open(struct keeper *k, uint32_t id, struct reader *r) {
  char why[160];
  uint32_t window = read_u32(r);
  char *name = read_string(r, 64);
  uint16_t columns = read_u16(r), rows = read_u16(r);
  struct program program;
  bool fine = program_read(&program, r, k->secrets) && is_name(name);
  int count = 0;
  for (struct pty *p = k->ptys; p; p = p->next_pty) count++;
  struct pty *p = NULL;
  if (!fine) {
  } else if (find(k, name)) {
    control_reset(k, id, "there is a pty of that name");
  } else if (count >= MOST_PTYS) {
    control_reset(k, id, "too many ptys");
  } else if (!(p = start(k, &program, columns, rows, why, sizeof why))) {
    control_reset(k, id, why);
  } else {
    p->name = name;
    name = NULL;
    p->unreturned = WINDOW; /* OPEN gives the first input window by itself: nothing to add */
    attach(p, id, 0, window);
  }
  free(name);
  program_free(&program);
  return fine;
}

static bool pty_attach(struct keeper *k, uint32_t id, struct reader *r) {
  char *name = read_string(r, 64);
  uint64_t from = read_u64(r);
  uint32_t window = read_u32(r);
  bool fine = !r->bad;
  struct pty *p = fine ? find(k, name) : NULL;
  free(name);
  if (!fine) return false;
  if (!p) {
    control_reset(k, id, "there is no pty of that name");
  } else if (from > p->ring.next) {
    control_reset(k, id, "the offset lies beyond the output");
  } else {
    if (p->channel.id) {
      control_reset(k, p->channel.id, "attached elsewhere");
      channel_close(&p->channel);
    }
    p->unreturned = 0;
    attach(p, id, from, window);
  }
  return true;
}

static void ptys_describe(struct keeper *k, struct writer *w) {
  uint16_t count = 0;
  for (struct pty *p = k->ptys; p; p = p->next_pty) count += !p->closing;
  write_u16(w, count);
  for (struct pty *p = k->ptys; p; p = p->next_pty) {
    if (p->closing) continue;
    write_string(w, p->name);
    write_u64(w, ring_first(&p->ring));
    write_u64(w, p->ring.next);
    write_u64(w, p->taken);
    write_u8(w, p->drained ? p->child.ended : 0);
    write_u8(w, p->drained ? p->child.status : 0);
  }
}

/* ---- time, and ends ------------------------------------------------------------------------- */

/* Whether a dead program's terminal has given its last: nothing comes, or too much. */
static bool drained(struct pty *p) {
  struct pollfd look = {.fd = p->master.fd, .events = POLLIN};
  return p->ring.next >= p->drain_to || poll(&look, 1, 0) == 0;
}

static void tick(struct pty *p, int64_t now) {
  struct loop *loop = &p->channel.keeper->loop;
  if (p->held_until && now >= p->held_until) p->held_until = 0;
  if (p->look_again && now >= p->look_again) p->look_again = 0;
  if (p->child.ended && !p->closing && !p->drained) {
    if (now >= p->drain_by && drained(p)) p->drained = true;
    else wake_at(loop, now < p->drain_by ? p->drain_by : now + DRAIN_MS);
  }
  if (p->closing && now >= p->kill_at) {
    child_signal_session(&p->child, SIGKILL);
    p->kill_at = now + HANGUP_MS;
  }
  if (p->closing) wake_at(loop, p->kill_at);
  if (p->held_until) wake_at(loop, p->held_until);
  if (p->look_again) wake_at(loop, p->look_again);
  if (!p->closing) settle(p);
}

static void ptys_tick(struct keeper *k, int64_t now) {
  for (struct pty *p = k->ptys; p; p = p->next_pty) tick(p, now);
}

static void ptys_reap(struct keeper *k) {
  for (struct pty *p = k->ptys, *next; p; p = next) {
    next = p->next_pty;
    if (!child_ended(&p->child)) continue;
    if (p->closing) {
      child_signal_session(&p->child, SIGKILL);
      pty_free(p);
      continue;
    }
    p->held_until = 0;
    p->look_again = 0;
    p->drain_to = p->ring.next + DRAIN_BYTES;
    wake_at(&k->loop, p->drain_by = now_ms() + DRAIN_MS);
    settle(p);
  }
}

static void ptys_end(struct keeper *k) {
  for (struct pty *p = k->ptys, *next; p; p = next) {
    next = p->next_pty;
    pty_close(p);
  }
}

static bool ptys_left(const struct keeper *k) { return k->ptys; }

bool ptys_alive(const struct keeper *k) {
  for (struct pty *p = k->ptys; p; p = p->next_pty)
    if (!p->child.ended) return true;
  return false;
}

const struct part pty_part = {.kind = "pty",
                              .open = pty_open,
                              .attach = pty_attach,
                              .describe = ptys_describe,
                              .tick = ptys_tick,
                              .reap = ptys_reap,
                              .end = ptys_end,
                              .left = ptys_left};
