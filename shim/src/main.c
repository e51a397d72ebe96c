/*
 * agent-tui-helper: one static program with many names.
 *
 * It is copied or linked into sandboxes under several names; the name that it is called by (the last
 * part of argv[0]) picks what it is, as in busybox. Under its own name, the first argument picks:
 *
 *     agent-tui-helper keeper serve ...      holds the ptys (serve.c, PROTOCOL.md)
 *     agent-tui-helper keeper attach ...     hands its two pipes to the keeper (attach.c)
 *     agent-tui-helper inside ... -- CMD     first process of a local sandbox (inside.c)
 *     agent-tui-helper login ... -- CMD      keeps login files where all sandboxes share them (login.c)
 *     agent-tui-helper tool NAME ...         sends a command to the tool proxy
 *     agent-tui-helper hook EVENT            tells the server what an agent's own hook said (hook.c)
 *
 * Every name that is not in the table is a tool: `cargo`, `npm`, `make` ... are links to this file.
 * A function here gets argv with argv[0] as the name that picked it, and its value is the exit code.
 */
#include "programs.h"

#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  int (*main)(int, char **);
} programs[] = {
    {"keeper", keeper_main},
    {"inside", inside_main},
    {"login", login_main},
    {"tool", tool_main},
    {"hook", hook_main},
};

static int (*find(const char *name))(int, char **) {
  for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
    if (!strcmp(programs[i].name, name)) return programs[i].main;
  return NULL;
}

/* The helper's own file is called agent-tui-helper, or agent-tui-helper-HASH in a cache. */
static int is_helper(const char *name) {
  return !strncmp(name, "agent-tui-helper", 16);
}

int main(int argc, char **argv) {
  if (argc < 1) return 127;
  const char *slash = strrchr(argv[0], '/');
  char *name = slash ? argv[0] + (slash - argv[0]) + 1 : argv[0];
  if (!is_helper(name)) {
    argv[0] = name;
    int (*program)(int, char **) = find(name);
    return program ? program(argc, argv) : tool_main(argc, argv);
  }
  int (*program)(int, char **) = argc > 1 ? find(argv[1]) : NULL;
  if (program) return program(argc - 1, argv + 1);
  fputs("usage: agent-tui-helper keeper|inside|login|tool|hook ...\n", stderr);
  return 64;
}
