/*
 * agent-tui-helper hook EVENT: an agent calls this from its own hooks, with JSON on standard input, and it passes both to the
 * server (TOOL-PROTOCOL.md, POST /hook).
 *
 * It never stands in the agent's way: it prints nothing, ends with 0 whatever happens, and waits for at most a second, so that
 * one hook is heard before the next. What is longer than HOOK_MAX, as a hook with a whole file in it, is told by its name alone.
 */
#include "programs.h"
#include "tool.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { HOOK_MAX = 1 << 16, HOOK_EVENT_MAX = 64, HOOK_SECONDS = 1 };

extern char **environ;

/* Reads all of standard input. The length of what is in `body`, 0 when there was more than fits. */
static size_t read_body(char *body) {
  size_t have = 0;
  bool fits = true;
  char rest[4096];
  for (;;) {
    bool room = have < HOOK_MAX;
    ssize_t got = room ? read(0, body + have, HOOK_MAX - have) : read(0, rest, sizeof rest);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return fits ? have : 0;
    if (room) have += (size_t)got;
    else fits = false;
  }
}

static bool is_event(const char *event) {
  size_t letters = strspn(event, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  return letters > 0 && letters <= HOOK_EVENT_MAX && event[letters] == '\0';
}

int hook_main(int argc, char **argv) {
  static char body[HOOK_MAX];
  static struct tool_place place;
  struct tool_bytes headers = {0};
  size_t length = read_body(body);
  if (argc == 2 && is_event(argv[1]) && tool_place_find(&place) && tool_bytes_text(&headers, "X-Agent-Tui-Event: ") &&
      tool_bytes_text(&headers, argv[1]) && tool_bytes_text(&headers, "\r\nContent-Type: application/json\r\n") &&
      tool_add_pane(&headers, environ) && tool_bytes_add(&headers, "", 1))
    tool_post(&place, "/hook", headers.data, body, length, HOOK_SECONDS);
  return 0;
}
