/*
 * Starting children (children.h).
 *
 * The child reports a failed chdir or exec through a pipe that closes by itself when exec succeeds,
 * so the server hears "cannot start cargo: No such file or directory" and never a mute exit 127.
 * Nothing of the keeper leaks into a child: environment, descriptors and signal settings are fresh.
 *
 * The secrets file (lines NAME=VALUE, on a tmpfs in a container) is read at each start that asks for
 * it, because it comes after the keeper started and may change; so secrets are in no command line, no
 * container configuration, and no frame that starts a program.
 */
#include "children.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { MOST_STRINGS = 4096, LONGEST_STRING = 60 << 10, LONGEST_SECRETS = 256 << 10 };

extern char **environ;

static char **strings(struct reader *r) {
  size_t n = read_u16(r);
  if (r->bad || n > MOST_STRINGS) {
    r->bad = true;
    return NULL;
  }
  char **list = xmalloc(sizeof *list * (n + 1));
  for (size_t i = 0; i < n && !r->bad; i++) list[i] = read_string(r, LONGEST_STRING);
  return list;
}

static void free_strings(char **list) {
  for (char **s = list; s && *s; s++) free(*s);
  free(list);
}

/* Sets NAME=VALUE in a list: replaces the one of that name, or adds it. Takes the string. */
static char **set_variable(char **list, char *variable) {
  size_t name = strcspn(variable, "=") + 1, n = 0;
  for (; list[n]; n++) {
    if (strncmp(list[n], variable, name)) continue;
    free(list[n]);
    list[n] = variable;
    return list;
  }
  list = xrealloc(list, sizeof *list * (n + 2));
  list[n] = variable;
  list[n + 1] = NULL;
  return list;
}

static char **add_secrets(char **list, const char *path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return list;
  char *text = xmalloc(LONGEST_SECRETS + 1);
  size_t length = 0;
  for (ssize_t n; length < LONGEST_SECRETS; length += (size_t)n) {
    n = read(fd, text + length, LONGEST_SECRETS - length);
    if (n <= 0) break;
  }
  close(fd);
  for (char *line = text; line < text + length;) {
    size_t n = strcspn(line, "\n");
    if (memchr(line, '=', n) && *line != '=') list = set_variable(list, xstrndup(line, n));
    line += n + 1;
  }
  explicit_bzero(text, LONGEST_SECRETS);
  free(text);
  return list;
}

bool program_read(struct program *p, struct reader *r, const char *secrets) {
  memset(p, 0, sizeof *p);
  bool with_secrets = read_u8(r) & 1;
  p->directory = read_string(r, 4096);
  p->arguments = strings(r);
  p->environment = strings(r);
  if (r->bad || !p->arguments[0] || p->directory[0] != '/') return false;
  if (with_secrets && secrets) p->environment = add_secrets(p->environment, secrets);
  return true;
}

void program_free(struct program *p) {
  free(p->directory);
  free_strings(p->arguments);
  free_strings(p->environment);
}

static void fail(int report, const char *step) {
  char text[128];
  int n = snprintf(text, sizeof text, "%s: %s", step, strerror(errno));
  if (write(report, text, (size_t)n) < 0) _exit(126);
  _exit(127);
}

/* In the child: `files` and `report` are above 2, because the keeper holds 0, 1, 2 open. */
static void become(const struct program *p, const int files[3], bool tty, int report) {
  struct sigaction normal = {.sa_handler = SIG_DFL};
  for (int number = 1; number < NSIG; number++) sigaction(number, &normal, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setsid();
  if (tty && ioctl(files[0], TIOCSCTTY, 0) < 0) fail(report, "controlling terminal");
  for (int i = 0; i < 3; i++)
    if (dup2(files[i], i) < 0) fail(report, "dup2");
  if (chdir(p->directory) < 0) fail(report, p->directory);
  environ = p->environment;
  execvp(p->arguments[0], p->arguments);
  fail(report, p->arguments[0]);
}

struct child program_start(const struct program *p, const int files[3], bool tty, char *why, size_t n) {
  struct child child = {.starved = starved()};
  int report[2];
  if (pipe2(report, O_CLOEXEC) < 0) {
    snprintf(why, n, "pipe: %s", strerror(errno));
    return child;
  }
  pid_t pid = fork();
  if (pid == 0) become(p, files, tty, report[1]);
  close(report[1]);
  if (pid < 0) {
    snprintf(why, n, "fork: %s", strerror(errno));
    close(report[0]);
    return child;
  }
  ssize_t length;
  do length = read(report[0], why, n - 1);
  while (length < 0 && errno == EINTR);
  close(report[0]);
  if (length > 0) {
    why[length] = 0;
    waitpid(pid, NULL, 0);
    return child;
  }
  child.pid = pid;
  return child;
}

bool terminal_open(int *master, int *slave, uint16_t columns, uint16_t rows) {
  struct winsize size = {.ws_col = columns, .ws_row = rows};
  struct termios modes;
  char path[64];
  *slave = -1;
  *master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (*master < 0) return false;
  if (unlockpt(*master) == 0 && ptsname_r(*master, path, sizeof path) == 0)
    *slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (*slave < 0) {
    close(*master);
    return false;
  }
  ioctl(*slave, TIOCSWINSZ, &size);
  if (tcgetattr(*slave, &modes) == 0) {
    modes.c_iflag |= IUTF8;
    tcsetattr(*slave, TCSANOW, &modes);
  }
  return true;
}
