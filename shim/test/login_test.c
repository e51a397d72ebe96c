/*
 * Login files that are replaced, written slowly, deleted, and read all the while: each test starts the
 * helper, $HELPER, twice on two homes with one store, as two sandboxes do.
 */
#include "check.h"
#include "login.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char ground[] = "/tmp/login-test-XXXXXX";
static pid_t tester, panes[2];

static char *place(const char *name) {
  static char paths[8][256];
  static int next;
  char *path = paths[next++ % 8];
  snprintf(path, sizeof paths[0], "%s/%s", ground, name);
  return path;
}

static void put(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  CHECK(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text) && !close(fd));
}

/* As an agent replaces its file. */
static void replace(const char *path, const char *text) {
  char fresh[300];
  snprintf(fresh, sizeof fresh, "%s.new", path);
  put(fresh, text);
  CHECK(!rename(fresh, path));
}

static char *text_of(const char *path) {
  static char texts[4][4096];
  static int next;
  char *text = texts[next++ % 4];
  int fd = open(path, O_RDONLY);
  ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof texts[0] - 1);
  if (fd >= 0) close(fd);
  text[n < 0 ? 0 : n] = 0;
  return text;
}

static bool is_link(const char *path) {
  struct stat found;
  return !lstat(path, &found) && S_ISLNK(found.st_mode);
}

static bool is_missing(const char *path) {
  struct stat found;
  return lstat(path, &found) < 0;
}

static bool is_settled(const char *path, const char *text) {
  return is_link(path) && !strcmp(text_of(path), text);
}

/* Waits for what another process does; 20 s is for a busy machine. */
#define UNTIL(condition)                                         \
  do {                                                           \
    for (int look = 0; look < 4000 && !(condition); look++) usleep(5000); \
    CHECK(condition);                                            \
  } while (0)

/* Starts a pane whose command tells that it runs by a file, and sleeps. Its looking ends with the group. */
static pid_t pane(const char *home) {
  char path[300], other[300], run[300], script[700];
  snprintf(path, sizeof path, "%s/.agent/auth.json", home);
  snprintf(other, sizeof other, "%s/.agent/other.json", home);
  snprintf(run, sizeof run, "%s/runs", home);
  snprintf(script, sizeof script, "test -L '%s' && touch '%s'; exec sleep 600", path, run);
  pid_t pid = fork();
  if (pid == 0) {
    const char *helper = getenv("HELPER");
    execl(helper, helper, "login", "--store", place("store"), path, other, "--", "sh", "-c", script, NULL);
    _exit(127);
  }
  UNTIL(!is_missing(run));
  return pid;
}

/* Ends the lookers of this test too: they name its directory. Also after a check that failed. */
static void end_all(void) {
  char path[64], line[4096];
  if (getpid() != tester) return;
  for (int i = 0; i < 2; i++)
    if (panes[i] > 0) kill(panes[i], SIGKILL);
  DIR *all = opendir("/proc");
  for (struct dirent *entry; (entry = readdir(all));) {
    pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
    if (pid <= 1 || pid == getpid()) continue;
    snprintf(path, sizeof path, "/proc/%d/cmdline", (int)pid);
    int fd = open(path, O_RDONLY);
    ssize_t n = fd < 0 ? 0 : read(fd, line, sizeof line - 1);
    if (fd >= 0) close(fd);
    for (ssize_t i = 0; i < n; i++)
      if (!line[i]) line[i] = ' ';
    line[n < 0 ? 0 : n] = 0;
    if (strstr(line, ground)) kill(pid, SIGKILL);
  }
  closedir(all);
}

static void start(void) {
  memcpy(ground + strlen(ground) - 6, "XXXXXX", 6);
  CHECK(mkdtemp(ground));
  CHECK(!mkdir(place("store"), 0700) && !mkdir(place("a"), 0700) && !mkdir(place("b"), 0700));
  panes[0] = pane(place("a"));
  panes[1] = pane(place("b"));
}

static void stop(void) {
  char command[300];
  end_all();
  for (int i = 0; i < 2; i++) waitpid(panes[i], NULL, 0);
  snprintf(command, sizeof command, "rm -r %s", ground);
  CHECK(!system(command));
}

static void only_a_whole_object_is_whole(void) {
  const char *text = " {\"a\": [1, {\"b\": \"}\\\"\"}], \"c\": \"\\\\\"}\n";
  CHECK(login_whole(text, strlen(text)));
  size_t end = strlen(text) - 1;
  for (size_t n = 0; n < end; n++) CHECK(!login_whole(text, n));
  CHECK(!login_whole("{}{", 3) && !login_whole("{} x", 4) && !login_whole("[]", 2) && !login_whole("x", 1));
  CHECK(!login_whole("{}\0", 3));
}

static void a_replaced_file_moves_to_the_store_and_the_link_comes_back(void) {
  CHECK(is_link(place("a/.agent/auth.json")));
  replace(place("a/.agent/auth.json"), "{\"n\": 1}");
  UNTIL(is_settled(place("a/.agent/auth.json"), "{\"n\": 1}"));
  CHECK(!strcmp(text_of(place("b/.agent/auth.json")), "{\"n\": 1}"));
  struct stat found;
  CHECK(!stat(place("store/auth.json"), &found) && (found.st_mode & 0777) == 0600);
  UNTIL(is_missing(place("a/.agent/.auth.json.agent-tui")));
  CHECK(is_missing(place("store/.auth.json.fresh")));
}

static void what_is_written_through_the_link_is_there_at_once(void) {
  put(place("b/.agent/auth.json"), "{\"n\": 2}");
  CHECK(!strcmp(text_of(place("a/.agent/auth.json")), "{\"n\": 2}"));
}

static void a_half_written_file_never_wins(void) {
  put(place("store/auth.json"), "{\"n\": 3}");
  CHECK(!unlink(place("a/.agent/auth.json")));
  int fd = open(place("a/.agent/auth.json"), O_WRONLY | O_CREAT | O_EXCL, 0600);
  CHECK(fd >= 0 && write(fd, "{\"n\"", 4) == 4 && !fsync(fd));
  replace(place("a/.agent/other.json"), "{}"); /* whoever has done this has seen the half one */
  UNTIL(is_settled(place("a/.agent/other.json"), "{}"));
  CHECK(!is_link(place("a/.agent/auth.json")));
  CHECK(is_settled(place("b/.agent/auth.json"), "{\"n\": 3}"));
  CHECK(write(fd, ": 5}", 4) == 4 && !close(fd));
  UNTIL(is_settled(place("a/.agent/auth.json"), "{\"n\": 5}"));
  CHECK(is_settled(place("b/.agent/auth.json"), "{\"n\": 5}"));
}

static void an_older_file_does_not_win(void) {
  struct timespec old[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
  put(place("store/auth.json"), "{\"n\": 6}");
  put(place("a/old"), "{\"n\": 0}");
  CHECK(!utimensat(AT_FDCWD, place("a/old"), old, 0));
  CHECK(!rename(place("a/old"), place("a/.agent/auth.json")));
  UNTIL(is_link(place("a/.agent/auth.json")));
  CHECK(!strcmp(text_of(place("a/.agent/auth.json")), "{\"n\": 6}"));
}

static void a_time_in_the_future_does_not_win(void) {
  struct timespec late[2] = {{.tv_sec = time(NULL) + 86400}, {.tv_sec = time(NULL) + 86400}};
  put(place("store/auth.json"), "{\"n\": 7}");
  CHECK(!utimensat(AT_FDCWD, place("store/auth.json"), late, 0));
  replace(place("a/.agent/auth.json"), "{\"n\": 8}");
  UNTIL(is_settled(place("a/.agent/auth.json"), "{\"n\": 8}"));
}

static void a_deleted_link_signs_out_everywhere_and_nothing_old_comes_back(void) {
  put(place("store/auth.json"), "{\"n\": 9}");
  put(place("b/kept"), "{\"n\": 9}");
  CHECK(!unlink(place("a/.agent/auth.json")));
  UNTIL(is_missing(place("store/auth.json")));
  UNTIL(is_link(place("a/.agent/auth.json")));
  CHECK(!rename(place("b/kept"), place("b/.agent/auth.json")));
  UNTIL(is_link(place("b/.agent/auth.json")));
  CHECK(is_missing(place("store/auth.json")));
  replace(place("b/.agent/auth.json"), "{\"n\": 10}");
  UNTIL(is_settled(place("a/.agent/auth.json"), "{\"n\": 10}"));
}

static void a_directory_that_goes_signs_nobody_out(void) {
  put(place("store/auth.json"), "{\"n\": 11}");
  CHECK(!rename(place("a/.agent"), place("a/.away")));
  CHECK(!mkdir(place("a/.agent"), 0700));
  UNTIL(is_settled(place("a/.agent/auth.json"), "{\"n\": 11}"));
  replace(place("a/.agent/auth.json"), "{\"n\": 12}");
  UNTIL(is_settled(place("a/.agent/auth.json"), "{\"n\": 12}"));
}

/* Both replace at once, many times, while a third reads: every text read is a whole one. */
static void two_that_replace_at_once_leave_whole_files_to_all(void) {
  put(place("store/auth.json"), "{\"n\": 13}");
  pid_t writers[2];
  for (int w = 0; w < 2; w++) {
    if ((writers[w] = fork())) continue;
    for (int i = 0; i < 300; i++) {
      char text[2100], path[300];
      memset(text, ' ', sizeof text);
      int n = snprintf(text, sizeof text, "{\"w\": %d, \"i\": %d,", w, i);
      text[n] = ' ';
      memcpy(text + 2000, "\"end\": 1}", 10);
      snprintf(path, sizeof path, "%s/%c/.agent/auth.json", ground, 'a' + w);
      replace(path, text);
      for (int side = 0; side < 2; side++) {
        snprintf(path, sizeof path, "%s/%c/.agent/auth.json", ground, 'a' + side);
        char *read = text_of(path);
        CHECK(login_whole(read, strlen(read)));
      }
    }
    _exit(0);
  }
  for (int w = 0; w < 2; w++) {
    int status;
    CHECK(waitpid(writers[w], &status, 0) == writers[w] && status == 0);
  }
  UNTIL(is_link(place("a/.agent/auth.json")) && is_link(place("b/.agent/auth.json"))
      && strstr(text_of(place("a/.agent/auth.json")), "\"i\": 299,"));
  replace(place("b/.agent/auth.json"), "{\"last\": 1}");
  UNTIL(is_settled(place("a/.agent/auth.json"), "{\"last\": 1}"));
}

int main(void) {
  tester = getpid();
  atexit(end_all);
  only_a_whole_object_is_whole();
  start();
  a_replaced_file_moves_to_the_store_and_the_link_comes_back();
  what_is_written_through_the_link_is_there_at_once();
  a_half_written_file_never_wins();
  an_older_file_does_not_win();
  a_time_in_the_future_does_not_win();
  a_deleted_link_signs_out_everywhere_and_nothing_old_comes_back();
  a_directory_that_goes_signs_nobody_out();
  two_that_replace_at_once_leave_whole_files_to_all();
  stop();
  puts("login_test: 9 behaviours hold");
  return 0;
}
