/*
 * What /proc and wait know of children (children.h).
 *
 * A session is found by reading every /proc/PID/stat: only so are background jobs reached, which
 * have process groups of their own. Processes that made a session for themselves are out of reach
 * here; a container's or a sandbox's end takes them.
 *
 * A kill for want of memory looks like any other: only the control group counts it, before it kills
 * (cgroups(7): memory.events of version 2; memory.oom_control of version 1, since Linux 4.13). A shell
 * says of a program that was killed that it ended with 137 itself.
 */
#include "children.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_PROCESSES = 8192, MOST_TOLD = 256, LONGEST_COMMAND = 512, LONGEST_TOLD = 160, SHELL_KILLED = 137 };

struct process {
  pid_t pid, parent, session;
  bool dead; /* a zombie */
  uint64_t ticks;
};

uint64_t starved(void) {
  static const char *const files[] = {"/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control"};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    char line[128];
    unsigned long long count = 0;
    bool found = false;
    FILE *file = fopen(files[i], "re");
    while (file && !found && fgets(line, sizeof line, file)) found = sscanf(line, "oom_kill %llu", &count) == 1;
    if (file) fclose(file);
    if (found) return count;
  }
  return 0;
}

bool child_ended(struct child *child) {
  siginfo_t info = {0};
  if (!child->pid || child->ended) return false;
  if (waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0 || !info.si_pid) return false;
  child->ended = info.si_code == CLD_EXITED ? 1 : 2;
  child->status = (uint8_t)info.si_status;
  bool killed = child->status == (child->ended == 1 ? SHELL_KILLED : SIGKILL);
  if (killed && starved() > child->starved) child->ended = 3;
  return true;
}

void child_forget(struct child *child) {
  if (child->pid && child->ended) waitpid(child->pid, NULL, 0);
  memset(child, 0, sizeof *child);
}

static size_t read_file(pid_t pid, const char *name, char *text, size_t size) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t n = read(fd, text, size - 1);
  close(fd);
  text[n < 0 ? 0 : n] = 0;
  return n < 0 ? 0 : (size_t)n;
}

/* PID (NAME) STATE PPID PGRP SESSION ... utime (14th) stime: a name may hold anything, so count from
 * its last parenthesis (proc(5)). */
static bool read_process(pid_t pid, struct process *process) {
  char text[1024];
  int parent, session;
  char state;
  unsigned long user, system;
  if (!read_file(pid, "stat", text, sizeof text)) return false;
  char *after = strrchr(text, ')');
  if (!after || sscanf(after + 1, " %c %d %*d %d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &state, &parent, &session,
                       &user, &system) != 5)
    return false;
  *process = (struct process){.pid = pid, .parent = parent, .session = session,
                               .dead = state == 'Z', .ticks = user + system};
  return true;
}

static size_t read_processes(struct process *list) {
  DIR *directory = opendir("/proc");
  size_t count = 0;
  for (struct dirent *entry; directory && count < MOST_PROCESSES && (entry = readdir(directory));) {
    int pid = atoi(entry->d_name);
    if (pid > 0 && read_process(pid, &list[count])) count++;
  }
  if (directory) closedir(directory);
  return count;
}

bool child_signal_session(const struct child *child, int number) {
  bool found = false;
  if (!child->pid) return false;
  struct process *list = xmalloc(sizeof *list * MOST_PROCESSES);
  size_t count = read_processes(list);
  for (size_t i = 0; i < count; i++) {
    if (list[i].session != child->pid || list[i].dead) continue;
    kill(list[i].pid, number);
    found = true;
  }
  free(list);
  return found;
}

static void write_command(pid_t pid, struct writer *w, size_t longest) {
  char text[LONGEST_COMMAND + 1];
  size_t n = read_file(pid, "cmdline", text, longest + 1);
  while (n && !text[n - 1]) n--;
  for (size_t i = 0; i < n; i++)
    if (!text[i]) text[i] = ' ';
  text[n] = 0;
  if (!n) n = read_file(pid, "comm", text, longest + 1);
  if (n && text[n - 1] == '\n') text[n - 1] = 0;
  write_string(w, n ? text : "");
}

void child_describe(const struct child *child, pid_t shown, struct writer *w) {
  char path[64], directory[4096];
  snprintf(path, sizeof path, "/proc/%d/cwd", (int)shown);
  ssize_t length = shown > 0 ? readlink(path, directory, sizeof directory - 1) : -1;
  directory[length < 0 ? 0 : length] = 0;
  write_u32(w, shown > 0 ? (uint32_t)shown : 0);
  if (shown > 0) write_command(shown, w, LONGEST_COMMAND);
  else write_string(w, "");
  write_string(w, directory);

  struct process *list = xmalloc(sizeof *list * MOST_PROCESSES);
  size_t count = read_processes(list), told = 0;
  struct process *below[MOST_TOLD];
  for (size_t i = 0; i < count; i++)
    if (list[i].pid == child->pid) below[told++] = &list[i];
  for (size_t next = 0; next < told; next++)
    for (size_t i = 0; i < count && told < MOST_TOLD; i++)
      if (list[i].parent == below[next]->pid && list[i].pid != child->pid) below[told++] = &list[i];
  write_u16(w, (uint16_t)told);
  for (size_t i = 0; i < told; i++) {
    write_u32(w, (uint32_t)below[i]->pid);
    write_u32(w, (uint32_t)below[i]->parent);
    write_u64(w, below[i]->ticks);
    write_command(below[i]->pid, w, LONGEST_TOLD);
  }
  free(list);
}
