/*
 * Child processes: starting them, how they ended, ending them, describing them.
 *
 * Each child is the leader of a session of its own. It stays a zombie until it is forgotten: so its
 * pid, and the group and session of that number, can't come to mean somebody else's processes while
 * we may still send signals there.
 */
#ifndef CHILDREN_H
#define CHILDREN_H

#include "bytes.h"

#include <sys/types.h>

struct child {
  pid_t pid;       /* 0 when there is none */
  uint8_t ended;   /* 0 running, 1 by exit, 2 by a signal, 3 for memory: as in PROTOCOL.md */
  uint8_t status;  /* the code, or the signal */
  uint64_t starved; /* what starved() said when it was started */
};

/* What to start. */
struct program {
  char *directory;
  char **arguments;   /* ends with NULL */
  char **environment; /* ends with NULL */
};

/* Reads flags (1: add the secrets), directory, arguments and environment; false when they are cut or
 * wrong. Free it in both cases. */
bool program_read(struct program *p, struct reader *r, const char *secrets);
void program_free(struct program *p);

/* Starts it in a new session; `files` become 0, 1, 2. With `tty`, file 0 becomes its controlling
 * terminal. On failure pid is 0 and `why` says the reason. */
struct child program_start(const struct program *p, const int files[3], bool tty, char *why, size_t n);

/* Opens both ends of a pseudo-terminal of that size. It takes UTF-8: erasing in line mode takes whole
 * characters. */
bool terminal_open(int *master, int *slave, uint16_t columns, uint16_t rows);

/* How many processes of this container the kernel has killed for want of memory; 0 where nothing says. */
uint64_t starved(void);

/* Looks whether the child has ended; true once, when it has. */
bool child_ended(struct child *child);
/* Sends a signal (or 0) to every process of the child's session; whether there was any. */
bool child_signal_session(const struct child *child, int number);
/* Takes the zombie away. The child is 0 then. */
void child_forget(struct child *child);

/* Writes what INFO tells: the process `shown` (command and directory) and all below the child. */
void child_describe(const struct child *child, pid_t shown, struct writer *w);

#endif
