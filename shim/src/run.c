/*
 * Kind `run`: a program without a terminal; its input and its two outputs are pipes, told apart on
 * the channel by a stream number (1 output, 2 error output). Each output has a window of its own.
 *
 * Pipes are read only when the stream can take a frame and the output has credit, so nothing is
 * stored here and a program that nobody reads blocks in its pipe. The exit is told when the leader
 * ends; its outputs may go on, for as long as something it left behind holds them open.
 *
 * The channel stays open until the server resets it, so that a signal still reaches the group after
 * its leader has gone. A reset kills the session at once; after a loss it gets TERM first.
 */
#include "children.h"
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LOOK_MS = 50 }; /* between looks at a session that is being ended */

struct output {
  struct watch pipe;
  struct run *run;
  bool readable, ended; /* ended: closed by its writers, and told */
  uint64_t credit;
};

struct run {
  struct channel channel; /* first */
  struct run *next_run;
  struct child child;
  struct watch input_pipe;
  struct queue input;
  size_t unreturned;
  bool input_ended; /* by the server: close the pipe when the queue is empty */
  bool input_refused, refusal_told; /* by the program */
  struct output outputs[2];
  bool told;
  int64_t kill_at; /* the stream is lost, TERM was sent */
};

static void settle(struct output *o) {
  if (o->pipe.fd >= 0) o->pipe.want = !o->readable && o->credit ? POLLIN : NOT_NOW;
}

static void on_output(struct watch *watch, short got) {
  struct output *o = (struct output *)(void *)((char *)watch - offsetof(struct output, pipe));
  (void)got;
  o->readable = true;
  settle(o);
}

static void give_credit(struct run *r, size_t n) {
  r->unreturned += n;
  if (r->unreturned < WINDOW / 4) return;
  control_credit(&r->channel, 0, r->unreturned);
  r->unreturned = 0;
}

static void write_input(struct run *r) {
  size_t before = queue_length(&r->input);
  if (r->input_pipe.fd < 0) return;
  if (queue_flush(&r->input, r->input_pipe.fd) < 0) {
    r->input_refused = true;
    queue_drop(&r->input, before);
  }
  give_credit(r, before - queue_length(&r->input));
  r->input_pipe.want = queue_length(&r->input) ? POLLOUT : NOT_NOW;
  if (r->input_refused || (r->input_ended && !queue_length(&r->input)))
    watch_close(&r->channel.keeper->loop, &r->input_pipe);
}

static void on_input_pipe(struct watch *watch, short got) {
  (void)got;
  write_input((struct run *)(void *)((char *)watch - offsetof(struct run, input_pipe)));
}

/* ---- what the stream asks ------------------------------------------------------------------- */

static bool produce_output(struct output *o, uint8_t stream, struct writer *w, enum frame_type *type) {
  if (o->pipe.fd < 0 || !o->readable || !o->credit) return false;
  write_u8(w, stream);
  size_t room = o->credit < w->left ? (size_t)o->credit : w->left;
  ssize_t n = read(o->pipe.fd, w->at, room);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
    o->readable = false;
    settle(o);
    return false;
  }
  if (n > 0) {
    w->length += (size_t)n;
    o->credit -= (uint64_t)n;
    settle(o);
    return true;
  }
  watch_close(&o->run->channel.keeper->loop, &o->pipe);
  o->ended = true;
  *type = END;
  return true;
}

static bool produce(struct channel *c, struct writer *w, enum frame_type *type) {
  struct run *r = (struct run *)c;
  for (uint8_t i = 0; i < 2; i++) {
    struct writer fresh = *w;
    if (!produce_output(&r->outputs[i], (uint8_t)(i + 1), &fresh, type)) continue;
    *w = fresh;
    return true;
  }
  if (r->input_refused && !r->refusal_told) {
    r->refusal_told = true;
    *type = END;
    write_u8(w, 0);
    return true;
  }
  if (!r->child.ended || r->told) return false;
  r->told = true;
  *type = EXITED;
  write_u8(w, r->child.ended);
  write_u8(w, r->child.status);
  return true;
}

static bool on_data(struct channel *c, const uint8_t *bytes, size_t n) {
  struct run *r = (struct run *)c;
  if (r->input_ended) return false;
  if (r->input_pipe.fd < 0) {
    give_credit(r, n);
    return true;
  }
  if (!queue_add(&r->input, bytes, n)) return false;
  write_input(r);
  return true;
}

static bool on_end(struct channel *c) {
  struct run *r = (struct run *)c;
  if (r->input_ended) return false;
  r->input_ended = true;
  write_input(r);
  return true;
}

static bool on_credit(struct channel *c, uint8_t stream, uint32_t returned, uint32_t grown) {
  struct run *r = (struct run *)c;
  if (stream < 1 || stream > 2) return false;
  struct output *o = &r->outputs[stream - 1];
  o->credit += (uint64_t)returned + grown;
  settle(o);
  return o->credit <= UINT32_MAX;
}

static void on_signal(struct channel *c, int number) {
  struct run *r = (struct run *)c;
  kill(-r->child.pid, number);
}

static void on_info(struct channel *c, struct writer *answer) {
  struct run *r = (struct run *)c;
  child_describe(&r->child, r->child.ended ? 0 : r->child.pid, answer);
}

static void run_free(struct run *r) {
  struct keeper *k = r->channel.keeper;
  for (struct run **at = &k->runs; *at; at = &(*at)->next_run) {
    if (*at != r) continue;
    *at = r->next_run;
    break;
  }
  channel_close(&r->channel);
  watch_close(&k->loop, &r->input_pipe);
  for (int i = 0; i < 2; i++) watch_close(&k->loop, &r->outputs[i].pipe);
  child_forget(&r->child);
  queue_free(&r->input);
  free(r);
}

/* Sends a first signal to all of it; KILL follows. The tick frees it when nothing is left. */
static void run_close(struct run *r, int number) {
  struct keeper *k = r->channel.keeper;
  channel_close(&r->channel);
  watch_close(&k->loop, &r->input_pipe);
  for (int i = 0; i < 2; i++) watch_close(&k->loop, &r->outputs[i].pipe);
  child_signal_session(&r->child, number);
  if (!r->kill_at) r->kill_at = now_ms() + (number == SIGKILL ? 0 : HANGUP_MS);
  wake_at(&k->loop, 0);
}

static void on_reset(struct channel *c) { run_close((struct run *)c, SIGKILL); }

static void on_lost(struct channel *c, bool clean) {
  (void)clean; /* nobody can come back to a run */
  run_close((struct run *)c, SIGTERM);
}

static const struct operations operations = {
    .produce = produce, .data = on_data, .credit = on_credit, .end = on_end,
    .signal = on_signal, .info = on_info, .reset = on_reset, .lost = on_lost,
};

/* ---- opening -------------------------------------------------------------------------------- */

static void close_all(int pipes[3][2]) {
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 2; j++)
      if (pipes[i][j] >= 0) close(pipes[i][j]);
}

static void start(struct keeper *k, uint32_t id, const struct program *program, uint32_t window) {
  int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
  char why[160] = "";
  for (int i = 0; i < 3 && !*why; i++)
    if (pipe2(pipes[i], O_CLOEXEC) < 0) snprintf(why, sizeof why, "pipe: %s", strerror(errno));
  struct child child = {0};
  if (!*why)
    child = program_start(program, (int[]){pipes[0][0], pipes[1][1], pipes[2][1]}, false, why, sizeof why);
  if (!child.pid) {
    close_all(pipes);
    control_reset(k, id, why);
    return;
  }
  close(pipes[0][0]);
  close(pipes[1][1]);
  close(pipes[2][1]);
  struct run *r = xmalloc(sizeof *r);
  r->channel.keeper = k;
  r->channel.ops = &operations;
  r->child = child;
  queue_init(&r->input, WINDOW);
  watch_add(&k->loop, &r->input_pipe, pipes[0][1], on_input_pipe);
  for (int i = 0; i < 2; i++) {
    r->outputs[i].run = r;
    r->outputs[i].credit = window;
    watch_add(&k->loop, &r->outputs[i].pipe, pipes[i + 1][0], on_output);
    settle(&r->outputs[i]);
  }
  r->next_run = k->runs;
  k->runs = r;
  channel_open(&r->channel, id);
  control_credit(&r->channel, 0, 0);
}

static bool run_open(struct keeper *k, uint32_t id, struct reader *r) {
  uint32_t window = read_u32(r);
  struct program program;
  bool fine = program_read(&program, r, k->secrets);
  if (fine) start(k, id, &program, window);
  program_free(&program);
  return fine;
}

/* ---- time, and ends ------------------------------------------------------------------------- */

/* A closed run is done when its leader has ended and nothing else is left in its session. */
static void runs_tick(struct keeper *k, int64_t now) {
  for (struct run *r = k->runs, *next; r; r = next) {
    next = r->next_run;
    if (!r->kill_at) continue;
    bool left = child_signal_session(&r->child, now < r->kill_at ? 0 : SIGKILL);
    if (r->child.ended && !left) run_free(r);
    else wake_at(&k->loop, now + LOOK_MS);
  }
}

static void runs_reap(struct keeper *k) {
  for (struct run *r = k->runs; r; r = r->next_run)
    if (child_ended(&r->child) && r->kill_at) wake_at(&k->loop, 0);
}

static void runs_end(struct keeper *k) {
  for (struct run *r = k->runs; r; r = r->next_run) {
    uint32_t id = r->channel.id;
    if (!id) continue;
    run_close(r, SIGTERM);
    control_reset(k, id, "the keeper is ending");
  }
}

static bool runs_left(const struct keeper *k) { return k->runs; }

const struct part run_part = {.kind = "run",
                              .open = run_open,
                              .tick = runs_tick,
                              .reap = runs_reap,
                              .end = runs_end,
                              .left = runs_left};
