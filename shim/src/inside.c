/*
 * inside: the first process of a local sandbox.
 *
 *     agent-tui-helper inside --relay PATH [--listen KIND=WHERE]... -- COMMAND [ARGUMENT]...
 *
 * A local sandbox's keeper lives outside it, so somebody has to listen inside: on the sockets that
 * tools look for, and on the loopback of a network namespace that only exists in there. This listens,
 * and carries each connection to the keeper's relay socket, saying its kind in a first line.
 *
 * The command takes this very process over (exec), so it is the leader of the terminal's session and
 * foreground group as it would be without us, and its exit status is ours. The listening goes on in a
 * grandchild: not the command's child, which it could wait for in vain; in a session of its own, so no
 * key reaches it; and it ends with the command, whose end a pidfd tells (with the sandbox's pid
 * namespace it would anyway).
 */
#include "bytes.h"
#include "programs.h"
#include "socket.h"
#include "watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_DOORS = 16, MOST_CARRIED = 64, BUFFER = 32 << 10, LOOK_MS = 1000 };

/* One direction of a connection: what was read from one side and waits for the other. */
struct half {
  struct queue queue;
  bool ended;  /* nothing more comes */
  bool closed; /* and the other side was told */
};

struct carried {
  struct watch sides[2]; /* the process's, the keeper's */
  struct half halves[2]; /* halves[i] is read from sides[i] */
  struct carried *next;
};

struct door {
  struct watch watch; /* first */
  const char *kind;
};

static struct loop loop;
static struct door doors[MOST_DOORS];
static int door_count, carried_count;
static struct carried *all;
static const char *relay;

static void drop(struct carried *c) {
  for (struct carried **at = &all; *at; at = &(*at)->next) {
    if (*at != c) continue;
    *at = c->next;
    break;
  }
  for (int i = 0; i < 2; i++) {
    watch_close(&loop, &c->sides[i]);
    queue_free(&c->halves[i].queue);
  }
  free(c);
  carried_count--;
}

/* Reads into one half; false when that side has failed. */
static bool fill(struct carried *c, int i) {
  uint8_t bytes[BUFFER];
  struct half *half = &c->halves[i];
  size_t room = half->queue.limit - queue_length(&half->queue);
  if (half->ended || !room) return true;
  ssize_t n = read(c->sides[i].fd, bytes, room);
  if (n < 0) return errno == EAGAIN || errno == EINTR;
  if (n == 0) half->ended = true;
  return queue_add(&half->queue, bytes, (size_t)n);
}

static bool flush(struct carried *c, int i) {
  struct half *half = &c->halves[i];
  if (queue_flush(&half->queue, c->sides[1 - i].fd) < 0) return false;
  if (half->ended && !half->closed && !queue_length(&half->queue)) {
    shutdown(c->sides[1 - i].fd, SHUT_WR);
    half->closed = true;
  }
  return true;
}

/* Asks for what each side may do next. A side that wants nothing stays to tell a full close, but only
 * after its end was read: until then its hang-up would be told again and again. */
static void settle(struct carried *c) {
  for (int i = 0; i < 2; i++) {
    struct half *from = &c->halves[i], *to = &c->halves[1 - i];
    short want = 0;
    if (!from->ended && queue_length(&from->queue) < from->queue.limit) want |= POLLIN;
    if (queue_length(&to->queue)) want |= POLLOUT;
    c->sides[i].want = want || from->ended ? want : NOT_NOW;
  }
}

static void carry(struct carried *c, int i, short got) {
  bool gone = c->halves[i].ended && got & (POLLHUP | POLLERR);
  bool fine = !gone && fill(c, i) && flush(c, i) && flush(c, 1 - i);
  if (!fine || (c->halves[0].closed && c->halves[1].closed)) drop(c);
  else settle(c);
}

static void on_process(struct watch *watch, short got) {
  carry((struct carried *)(void *)((char *)watch - offsetof(struct carried, sides)), 0, got);
}

static void on_keeper(struct watch *watch, short got) {
  carry((struct carried *)(void *)((char *)(watch - 1) - offsetof(struct carried, sides)), 1, got);
}

static void on_door(struct watch *watch, short got) {
  struct door *door = (struct door *)(void *)watch;
  (void)got;
  int fd = accept4(watch->fd, NULL, NULL, SOCK_CLOEXEC);
  if (fd < 0) return;
  int keeper = carried_count < MOST_CARRIED ? connect_socket(relay) : -1;
  if (keeper < 0) {
    close(fd);
    return;
  }
  struct carried *c = xmalloc(sizeof *c);
  carried_count++;
  c->next = all;
  all = c;
  for (int i = 0; i < 2; i++) queue_init(&c->halves[i].queue, BUFFER);
  queue_add(&c->halves[0].queue, door->kind, strlen(door->kind));
  queue_add(&c->halves[0].queue, "\n", 1);
  watch_add(&loop, &c->sides[0], fd, on_process);
  watch_add(&loop, &c->sides[1], keeper, on_keeper);
  settle(c);
}

static void on_command_end(struct watch *watch, short got) {
  (void)watch, (void)got;
  _exit(0);
}

/* In the grandchild: listens until the command has ended. */
static void serve(pid_t command, int pidfd) {
  static struct watch end;
  int null = open("/dev/null", O_RDWR);
  setsid();
  for (int i = 0; i < 3; i++) dup2(null, i);
  if (chdir("/") < 0) _exit(1);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  if (pidfd >= 0) {
    watch_add(&loop, &end, pidfd, on_command_end);
    end.want = POLLIN;
  }
  for (;;) {
    loop.wake = pidfd >= 0 ? INT64_MAX : now_ms() + LOOK_MS;
    loop_turn(&loop);
    if (pidfd < 0 && kill(command, 0) < 0) _exit(0);
  }
}

/* Leaves a grandchild that serves. The pidfd (Linux 5.3) is asked for by number: a libc may be older
 * than the kernel. */
static void leave_server(void) {
  pid_t command = getpid();
  int pidfd = (int)syscall(434 /* pidfd_open */, command, 0);
  pid_t child = fork();
  if (child == 0) {
    if (fork() == 0) serve(command, pidfd);
    _exit(0);
  }
  if (child > 0) waitpid(child, NULL, 0);
  if (pidfd >= 0) close(pidfd);
}

static bool open_door(char *option) {
  char *where = strchr(option, '=');
  if (!where || door_count == MOST_DOORS) return false;
  *where++ = 0;
  int fd = listen_socket(where);
  if (fd < 0) { /* a second program of the same sandbox directory finds the first one's: fine */
    if (errno == EADDRINUSE) return true;
    fprintf(stderr, "inside: can't listen on %s: %s\n", where, strerror(errno));
    exit(126);
  }
  struct door *door = &doors[door_count++];
  door->kind = option;
  watch_add(&loop, &door->watch, fd, on_door);
  door->watch.want = POLLIN;
  return true;
}

int inside_main(int argc, char **argv) {
  int i = 1;
  bool fine = true;
  for (; fine && i + 1 < argc && strcmp(argv[i], "--"); i += 2) {
    if (!strcmp(argv[i], "--relay")) relay = argv[i + 1];
    else fine = !strcmp(argv[i], "--listen") && open_door(argv[i + 1]);
  }
  if (!fine || i + 1 >= argc || (door_count && !relay)) {
    fputs("usage: inside --relay PATH [--listen KIND=WHERE]... -- COMMAND...\n", stderr);
    return 64;
  }
  if (door_count) leave_server();
  execvp(argv[i + 1], argv + i + 1);
  fprintf(stderr, "inside: %s: %s\n", argv[i + 1], strerror(errno));
  return errno == ENOENT ? 127 : 126;
}
