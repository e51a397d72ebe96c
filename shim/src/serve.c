/*
 * keeper serve: the command line, the sockets, the signals and the end of a keeper.
 *
 *     keeper serve [--socket PATH] [--container] [--detach] [--ring BYTES] [--grace SECONDS]
 *                  [--idle SECONDS] [--secrets FILE] [--relay PATH]
 *                  [--listen KIND=PATH | --listen KIND=tcp:127.0.0.1:PORT]...
 *     keeper attach [--socket PATH]
 *
 * As a container's main process (--container) it lives as long as the container. On a host it is
 * started with --detach: a session of its own, no terminal, and the command returns when the socket
 * listens. There it ends by itself when it is of no more use: nobody attached and no program alive for
 * --idle seconds (600), or statuses that nobody collects for a day.
 *
 * TERM (an engine's stop), or a server's BYE that says so, ends every program, then the keeper.
 */
#include "serve.h"

#include "keeper.h"
#include "programs.h"
#include "socket.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LEAST_RING = 128 << 10, MOST_RING = 1 << 30, UNCOLLECTED_MS = 24 * 3600 * 1000, END_MS = 4500 };

struct options {
  const char *socket, *relay;
  bool detach;
};

/* All that a server may open. */
static const struct part *const parts[] = {&pty_part, &run_part, &put_part, &forward_part, NULL};

/* The watches of serve itself; a watch's place tells its owner. */
static struct keeper keeper = {
    .parts = parts, .ring = 4 << 20, .grace = 10 * 1000, .idle = 600 * 1000, .next_id = 0xffffff,
};
static struct watch door, signals;

static void usage(const char *what) {
  fprintf(stderr, "keeper: %s\nusage: keeper serve|attach [--socket PATH] ... (see shim/PROTOCOL.md)\n", what);
  exit(64);
}

static long number(const char *text, long least, long most) {
  char *end;
  long value = strtol(text, &end, 10);
  if (*end || end == text || value < least || value > most) usage("number out of range");
  return value;
}

static void listen_option(const char *option) {
  const char *where = strchr(option, '=');
  if (!where || where == option) usage("--listen KIND=WHERE");
  char *kind = xstrndup(option, (size_t)(where - option));
  listen_on(&keeper, kind, where + 1);
  free(kind);
}

/* One option that has a value. Listeners are opened by a second pass, when the keeper is set up. */
static void option(struct options *o, const char *name, char *value, bool listeners) {
  if (!strcmp(name, "--listen")) {
    if (listeners) listen_option(value);
  } else if (!strcmp(name, "--socket")) o->socket = value;
  else if (!strcmp(name, "--relay")) o->relay = value;
  else if (!strcmp(name, "--secrets")) keeper.secrets = value;
  else if (!strcmp(name, "--ring")) keeper.ring = (size_t)number(value, LEAST_RING, MOST_RING);
  else if (!strcmp(name, "--grace")) keeper.grace = 1000 * number(value, 0, 3600);
  else if (!strcmp(name, "--idle")) keeper.idle = 1000 * number(value, 0, 1 << 30);
  else usage(name);
}

static void options_read(struct options *o, int argc, char **argv, bool listeners) {
  for (int i = 2; i < argc; i++) {
    if (!strcmp(argv[i], "--container")) {
      keeper.container = true;
      if (!keeper.secrets) keeper.secrets = "/run/secrets/env";
    } else if (!strcmp(argv[i], "--detach")) {
      o->detach = true;
    } else if (i + 1 == argc) {
      usage(argv[i]);
    } else {
      option(o, argv[i], argv[i + 1], listeners);
      i++;
    }
  }
}

static void on_door(struct watch *watch, short got) {
  (void)got;
  int fd = accept4(watch->fd, NULL, NULL, SOCK_CLOEXEC);
  if (fd >= 0) stream_accept(&keeper, fd);
}

/* Ends every child; then says so on the stream, and the program ends. */
static void keeper_end(struct keeper *k) {
  if (k->ending) return;
  k->ending = true;
  k->end_by = now_ms() + END_MS;
  for (const struct part *const *p = k->parts; *p; p++)
    if ((*p)->end) (*p)->end(k);
  wake_at(&k->loop, 0);
}

static void on_signal(struct watch *watch, short got) {
  struct signalfd_siginfo info;
  (void)got;
  while (read(watch->fd, &info, sizeof info) == sizeof info) {
    if (info.ssi_signo != SIGCHLD) keeper_end(&keeper);
  }
  for (const struct part *const *p = keeper.parts; *p; p++)
    if ((*p)->reap) (*p)->reap(&keeper);
}

/* Signals come through a descriptor, so no handler ever interrupts anything. */
static void watch_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  if (!keeper.container) sigaddset(&set, SIGHUP);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signal(SIGPIPE, SIG_IGN);
  watch_add(&keeper.loop, &signals, signalfd(-1, &set, SFD_CLOEXEC), on_signal);
  signals.want = POLLIN;
}

/* Whether a keeper on a host is of no more use; says when to look again. */
static bool useless(struct keeper *k, int64_t now) {
  if (k->container || !k->idle || k->stream || ptys_alive(k) || k->runs) {
    k->idle_since = now;
    return false;
  }
  int64_t end = k->idle_since + (k->ptys ? UNCOLLECTED_MS : k->idle);
  wake_at(&k->loop, end);
  return now >= end;
}

static bool left(const struct keeper *k) {
  for (const struct part *const *p = k->parts; *p; p++)
    if ((*p)->left && (*p)->left(k)) return true;
  return false;
}

static bool tick(struct keeper *k) {
  int64_t now = now_ms();
  if (now < k->loop.wake) return true;
  k->loop.wake = INT64_MAX;
  stream_tick(k, now);
  if (k->end_wanted) keeper_end(k);
  for (const struct part *const *p = k->parts; *p; p++)
    if ((*p)->tick) (*p)->tick(k, now);
  if (k->ending && (!left(k) || now >= k->end_by)) {
    stream_bye(k);
    return false;
  }
  if (k->ending) wake_at(&k->loop, now + 50);
  return !useless(k, now);
}

/* Descriptors 0, 1 and 2 are never ours to hand out, and none of the caller's others stays open. */
static void hold_standard_files(void) {
  int fd = open("/dev/null", O_RDWR);
  while (fd >= 0 && fd < 3) fd = dup(fd);
  for (; fd >= 0 && fd < 1024; fd++) close(fd);
}

/* Everything that can fail has happened: leave the caller. */
static void detach(void) {
  pid_t pid = fork();
  if (pid < 0) exit(1);
  if (pid > 0) _exit(0);
  setsid();
  if (chdir("/") < 0) exit(1);
  int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int i = 0; i < 3; i++) dup2(null, i);
}

static int serve(struct options *o, int argc, char **argv) {
  hold_standard_files();
#ifndef SANITIZED /* a leak check reads its own memory as a debugger would */
  prctl(PR_SET_DUMPABLE, 0);
#endif
  keeper.loop.wake = 0;
  options_read(o, argc, argv, true);
  if (o->relay) listen_on(&keeper, "", o->relay);
  int fd = listen_socket(o->socket); /* last: who sees it finds everything */
  if (fd < 0) {
    perror(o->socket);
    return 1;
  }
  watch_add(&keeper.loop, &door, fd, on_door);
  door.want = POLLIN;
  if (o->detach) detach();
  watch_signals();
  keeper.idle_since = now_ms();
  while (tick(&keeper)) {
    stream_pump(&keeper);
    loop_turn(&keeper.loop);
  }
  unlink(o->socket);
  if (o->relay) unlink(o->relay);
  return 0;
}

int keeper_main(int argc, char **argv) {
  struct options o = {.socket = DEFAULT_SOCKET};
  if (argc < 2) usage("serve or attach?");
  options_read(&o, argc, argv, false);
  if (!strcmp(argv[1], "serve")) return serve(&o, argc, argv);
  if (!strcmp(argv[1], "attach")) return attach_main(o.socket);
  usage(argv[1]);
  return 64;
}
