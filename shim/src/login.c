/*
 * login: keeps an agent's login files in one place that all its sandboxes share.
 *
 *     agent-tui-helper login --store DIR FILE... -- COMMAND [ARGUMENT]...
 *
 * Each FILE (absolute, below HOME) is to be a link to DIR/NAME, NAME its last part. Agents replace
 * such a file by rename, which replaces the link: then the new file is copied to DIR (a temporary
 * file, fsync, rename) unless what lies there is newer, and the link comes back in exchange for it.
 * So everybody reads a whole file at any moment, the newest that was whole. What counts as whole is
 * text of JSON whose brackets close with its end (login_whole).
 *
 * A link that is deleted while its directory stays is a sign-out: after a second without another
 * file, DIR/NAME goes too. The time is kept beside it, so that no older file brings the login back.
 *
 * All links are there before COMMAND takes this process over (exec). The looking goes on in a
 * grandchild, asleep until something happens in the files' directories. Every change is made under a
 * lock in DIR, for several of us share it; what is done is told by what is there, never by the event.
 */
#include "login.h"

#include "bytes.h"
#include "programs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
  MOST_FILES = 8,
  LONGEST_FILE = 1 << 20,
  SIGN_OUT_MS = 1000, /* from a deletion to a sign-out: some delete, then write */
  AGAIN_MS = 1000,    /* until what could not be done, or watched, is tried again */
  LOCK_TRIES = 200,   /* of 10 ms: who holds the lock for longer means no good */
  EXCHANGE = 2,       /* RENAME_EXCHANGE of renameat2 (Linux 3.15) */
};

struct login {
  const char *path;
  char directory[PATH_MAX];
  char aside[PATH_MAX];  /* beside the path: what is exchanged with it */
  char stored[PATH_MAX]; /* in the store */
  char fresh[PATH_MAX];  /* what becomes it */
  char gone[PATH_MAX];   /* there since the last sign-out */
  int watch;             /* of the directory; -1 when it can't be watched */
  bool begin;            /* the link is to be made if nothing is there */
  int64_t missing;       /* since when it is deleted; 0: it is not */
};

enum taken { TAKEN, HALF, FAILED };

static struct login logins[MOST_FILES];
static int count, events = -1;
static char lock_path[PATH_MAX];

bool login_whole(const char *text, size_t n) {
  size_t depth = 0;
  bool quoted = false, closed = false;
  for (size_t i = 0; i < n; i++) {
    char c = text[i];
    if (quoted) {
      if (c == '\\') i++;
      else if (c == '"') quoted = false;
    } else if (strchr(" \t\r\n", c) && c) {
      continue;
    } else if (closed || (!depth && c != '{')) {
      return false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      closed = --depth == 0;
    }
  }
  return closed;
}

static bool newer(struct timespec a, struct timespec b) {
  return a.tv_sec != b.tv_sec ? a.tv_sec > b.tv_sec : a.tv_nsec > b.tv_nsec;
}

/* The time of a file in the store; none, and one in the future (a clock was set), count as oldest. */
static struct timespec time_of(const char *path) {
  struct timespec now;
  struct stat found;
  clock_gettime(CLOCK_REALTIME, &now);
  if (lstat(path, &found) < 0 || newer(found.st_mtim, now)) return (struct timespec){0};
  return found.st_mtim;
}

/* Reads a whole regular file that nobody changes meanwhile; NULL when it can't, or it is none. */
static char *read_file(const char *path, struct stat *before, size_t *n) {
  struct stat after;
  int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  char *text = NULL;
  if (fd < 0) return NULL;
  if (!fstat(fd, before) && S_ISREG(before->st_mode) && before->st_size <= LONGEST_FILE) {
    *n = (size_t)before->st_size;
    text = xmalloc(*n + 1);
    bool same = read(fd, text, *n + 1) == (ssize_t)*n && !fstat(fd, &after)
        && after.st_size == before->st_size && !newer(after.st_mtim, before->st_mtim);
    if (!same) {
      free(text);
      text = NULL;
    }
  }
  close(fd);
  return text;
}

/* Puts a text into the store, with its time. */
static bool store(const struct login *l, const char *text, size_t n, struct timespec at) {
  struct timespec times[2] = {at, at};
  unlink(l->fresh);
  int fd = open(l->fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  bool fine = write(fd, text, n) == (ssize_t)n && !futimens(fd, times) && !fsync(fd);
  fine = !close(fd) && fine && !rename(l->fresh, l->stored);
  if (!fine) unlink(l->fresh);
  return fine;
}

/* Takes a file of the agent's into the store if it is the newest, so that it may go. Of two with one
 * time the later comer wins. */
static enum taken take(const struct login *l, const char *path, struct stat *found) {
  size_t n = 0;
  char *text = read_file(path, found, &n);
  enum taken taken = text && login_whole(text, n) ? TAKEN : HALF;
  if (taken == TAKEN && !newer(time_of(l->stored), found->st_mtim) && !newer(time_of(l->gone), found->st_mtim))
    taken = store(l, text, n, found->st_mtim) ? TAKEN : FAILED;
  free(text);
  return taken;
}

static bool same(const struct stat *a, const struct stat *b) {
  return a->st_ino == b->st_ino && a->st_size == b->st_size && !newer(a->st_mtim, b->st_mtim)
      && !newer(b->st_mtim, a->st_mtim);
}

static long exchange(const struct login *l) {
  return syscall(SYS_renameat2, AT_FDCWD, l->aside, AT_FDCWD, l->path, EXCHANGE);
}

/* A file has been taken: puts the link in its place. Another may have come since; exchanging the two
 * loses none: what comes out is taken too, or goes back when it is not whole yet. */
static bool relink(const struct login *l, const struct stat *taken) {
  struct stat out;
  unlink(l->aside);
  if (symlink(l->stored, l->aside) < 0) return false;
  if (exchange(l) < 0) return !rename(l->aside, l->path); /* a file system that can't exchange */
  bool fine = !lstat(l->aside, &out) && (same(&out, taken) || take(l, l->aside, &out) == TAKEN);
  if (!fine && !exchange(l) && !lstat(l->aside, &out) && !S_ISLNK(out.st_mode)) take(l, l->aside, &out);
  unlink(l->aside);
  return fine;
}

static bool make_directories(const char *path) {
  char part[PATH_MAX];
  for (const char *at = path + 1; (at = strchr(at, '/')); at++) {
    snprintf(part, sizeof part, "%.*s", (int)(at - path), path);
    if (mkdir(part, 0700) < 0 && errno != EEXIST) return false;
  }
  return true;
}

static bool link_to(const struct login *l) {
  return !symlink(l->stored, l->path) || errno == EEXIST;
}

/* Nothing is there: a sign-out, once it was so for long enough and the directory stays. */
static bool missing(struct login *l, int64_t now) {
  struct stat directory;
  if (lstat(l->directory, &directory) < 0) {
    l->missing = 0;
    return true;
  }
  if (!l->missing) l->missing = now;
  if (now < l->missing + SIGN_OUT_MS) return true;
  l->missing = 0;
  int fd = open(l->gone, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0 || futimens(fd, NULL) < 0) return false;
  close(fd);
  return (!unlink(l->stored) || errno == ENOENT) && link_to(l);
}

/* Makes of one file what it should be, whatever happened. False: try again. */
static bool settle(struct login *l, int64_t now) {
  struct stat found;
  bool there = !lstat(l->path, &found);
  if (!there && errno != ENOENT) return false;
  if (!there && !l->begin) return missing(l, now);
  l->missing = 0;
  l->begin = !there && !(make_directories(l->path) && link_to(l));
  if (!there || !S_ISREG(found.st_mode)) return !l->begin; /* our link, or what somebody wanted there */
  enum taken taken = take(l, l->path, &found);
  return taken == HALF || (taken == TAKEN && relink(l, &found)); /* who is still writing will close it */
}

static int lock(void) {
  int fd = open(lock_path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  for (int i = 0; fd >= 0 && i < LOCK_TRIES && flock(fd, LOCK_EX | LOCK_NB) < 0; i++) usleep(10 * 1000);
  return fd;
}

static bool settle_all(void) {
  bool fine = true;
  int held = lock();
  for (int i = 0; i < count; i++) fine = settle(&logins[i], now_ms()) && fine;
  if (held >= 0) close(held);
  return fine;
}

/* Watches the directories that are not watched; whether all are. One that was away begins anew: its
 * files were not deleted to sign out. */
static bool watch_all(void) {
  const uint32_t what = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR
      | IN_DELETE_SELF | IN_MOVE_SELF;
  bool fine = true;
  for (int i = 0; i < count; i++) {
    struct login *l = &logins[i];
    if (l->watch < 0) {
      l->watch = inotify_add_watch(events, l->directory, what);
      l->begin = l->watch >= 0;
    }
    fine = fine && l->watch >= 0;
  }
  return fine;
}

/* Whether an event is about one of the files; a directory that went is no longer watched. */
static bool concerns(const struct inotify_event *event) {
  bool ours = event->mask & IN_Q_OVERFLOW;
  for (int i = 0; i < count; i++) {
    if (logins[i].watch != event->wd) continue;
    if (event->mask & IN_MOVE_SELF) inotify_rm_watch(events, event->wd);
    if (event->mask & (IN_IGNORED | IN_MOVE_SELF | IN_DELETE_SELF)) logins[i].watch = -1;
    const char *name = strrchr(logins[i].path, '/') + 1;
    ours = ours || logins[i].watch < 0 || (event->len && !strcmp(event->name, name));
  }
  return ours;
}

/* Sleeps; whether there may be something to do. */
static bool wait_for_events(int timeout) {
  _Alignas(struct inotify_event) char bytes[16 << 10];
  struct pollfd waiting = {.fd = events, .events = POLLIN};
  bool ours = false;
  if (poll(&waiting, 1, timeout) <= 0) return true; /* it is time */
  ssize_t n = read(events, bytes, sizeof bytes);
  for (ssize_t at = 0; at < n;) {
    const struct inotify_event *event = (const struct inotify_event *)(const void *)(bytes + at);
    ours = concerns(event) || ours;
    at += (ssize_t)(sizeof *event + event->len);
  }
  return ours || timeout >= 0;
}

static _Noreturn void look(void) {
  for (;;) {
    bool watched = watch_all(); /* first: what happens after it is told */
    bool fine = settle_all();
    int timeout = watched && fine ? -1 : AGAIN_MS;
    for (int i = 0; i < count; i++)
      if (logins[i].missing) timeout = SIGN_OUT_MS;
    while (!wait_for_events(timeout)) continue;
  }
}

/* Leaves a grandchild that looks, in a session of its own: no key and no job control reaches it. */
static void leave_looking(void) {
  pid_t child = fork();
  if (child == 0) {
    if (fork() == 0) {
      int null = open("/dev/null", O_RDWR);
      setsid();
      for (int i = 0; i < 3; i++) dup2(null, i);
      signal(SIGHUP, SIG_IGN);
      if (chdir("/") == 0) look();
    }
    _exit(0);
  }
  if (child > 0) waitpid(child, NULL, 0);
}

static bool add(const char *store_path, const char *path) {
  const char *slash = strrchr(path, '/');
  if (count == MOST_FILES || path[0] != '/' || !slash[1] || strlen(path) + strlen(store_path) > PATH_MAX - 32)
    return false;
  struct login *l = &logins[count++];
  int above = (int)(slash - path);
  l->path = path;
  l->watch = -1;
  l->begin = true;
  snprintf(l->directory, sizeof l->directory, "%.*s", above, path);
  snprintf(l->aside, sizeof l->aside, "%.*s/.%s.agent-tui", above, path, slash + 1);
  snprintf(l->stored, sizeof l->stored, "%s/%s", store_path, slash + 1);
  snprintf(l->fresh, sizeof l->fresh, "%s/.%s.fresh", store_path, slash + 1);
  snprintf(l->gone, sizeof l->gone, "%s/.%s.gone", store_path, slash + 1);
  return true;
}

int login_main(int argc, char **argv) {
  int i = 3;
  bool fine = argc > 4 && !strcmp(argv[1], "--store") && argv[2][0] == '/' && strlen(argv[2]) < PATH_MAX - 64;
  for (; fine && i < argc && strcmp(argv[i], "--"); i++) fine = add(argv[2], argv[i]);
  if (!fine || i + 1 >= argc) {
    fputs("usage: login --store DIR FILE... -- COMMAND...\n", stderr);
    return 64;
  }
  snprintf(lock_path, sizeof lock_path, "%s/.lock", argv[2]);
  events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  settle_all();
  if (events >= 0) leave_looking();
  execvp(argv[i + 1], argv + i + 1);
  fprintf(stderr, "login: %s: %s\n", argv[i + 1], strerror(errno));
  return errno == ENOENT ? 127 : 126;
}
