/* Builds what the shim sends: the head, the percent-encoded form, and frames in chunks. */
#include "tool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Variables that reach the tool when they are set; the proxy has the same list (tools.toml; a test compares them) and refuses
 * others. */
static const char *const PASSED[] = {
    "AR", "ARFLAGS", "AS", "ASFLAGS", "CC", "CFLAGS", "CI", "CMAKE_BUILD_PARALLEL_LEVEL", "CMAKE_BUILD_TYPE", "CMAKE_GENERATOR",
    "COLUMNS", "CPPFLAGS", "CTEST_OUTPUT_ON_FAILURE", "CXX", "CXXFLAGS", "DEBUG", "DESTDIR", "FORCE_COLOR", "LANG", "LC_ALL",
    "LDFLAGS", "LDLIBS", "LINES", "MAKEFLAGS", "NINJA_STATUS", "NODE_ENV", "NO_COLOR", "PREFIX", "SOURCE_DATE_EPOCH", "TERM", "TZ",
    "V", "VERBOSE"};

bool tool_bytes_add(struct tool_bytes *bytes, const void *data, size_t length) {
  if (bytes->start == bytes->end) bytes->start = bytes->end = 0;
  if (length > bytes->room - bytes->end) {
    size_t room = (bytes->end + length) * 2;
    char *grown = realloc(bytes->data, room);
    if (grown == NULL) return false;
    bytes->data = grown;
    bytes->room = room;
  }
  if (length > 0) memcpy(bytes->data + bytes->end, data, length);
  bytes->end += length;
  return true;
}

bool tool_bytes_text(struct tool_bytes *bytes, const char *text) { return tool_bytes_add(bytes, text, strlen(text)); }

bool tool_bytes_encoded(struct tool_bytes *bytes, const char *text) {
  static const char digits[] = "0123456789ABCDEF";
  for (; *text != '\0'; text++) {
    unsigned char byte = (unsigned char)*text;
    bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-' ||
                 byte == '_' || byte == '.' || byte == '/';
    char escaped[3] = {'%', digits[byte >> 4], digits[byte & 15]};
    if (!(plain ? tool_bytes_add(bytes, text, 1) : tool_bytes_add(bytes, escaped, 3))) return false;
  }
  return true;
}

bool tool_add_frame(struct tool_bytes *bytes, int kind, const void *data, size_t length) {
  char size[16];
  uint8_t head[TOOL_FRAME_HEAD] = {(uint8_t)kind, 0, (uint8_t)(length >> 16), (uint8_t)(length >> 8), (uint8_t)length};
  snprintf(size, sizeof size, "%zx\r\n", length + TOOL_FRAME_HEAD);
  return tool_bytes_text(bytes, size) && tool_bytes_add(bytes, head, sizeof head) && tool_bytes_add(bytes, data, length) &&
         tool_bytes_text(bytes, "\r\n");
}

static bool add_field(struct tool_bytes *form, const char *name, const char *value) {
  return (form->end == 0 || tool_bytes_text(form, "&")) && tool_bytes_text(form, name) && tool_bytes_text(form, "=") &&
         tool_bytes_encoded(form, value);
}

/* The variable's value if entry is NAME=value. */
static bool is_variable(const char *entry, const char *name) {
  size_t length = strlen(name);
  return strncmp(entry, name, length) == 0 && entry[length] == '=';
}

static bool add_form(struct tool_bytes *form, const char *directory, int argc, char **argv, char **environment) {
  if (!add_field(form, "tool", argv[0]) || !add_field(form, "cwd", directory)) return false;
  for (int i = 1; i < argc; i++)
    if (!add_field(form, "arg", argv[i])) return false;
  for (char **entry = environment; *entry != NULL; entry++)
    for (size_t i = 0; i < sizeof PASSED / sizeof *PASSED; i++)
      if (is_variable(*entry, PASSED[i]) && !add_field(form, "env", *entry)) return false;
  return true;
}

/* The pane that this call was typed in, as the environment says. The proxy believes it only of panes of this sandbox. */
bool tool_add_pane(struct tool_bytes *bytes, char **environment) {
  static const char NAME[] = "AGENT_TUI_PANE";
  for (char **entry = environment; *entry != NULL; entry++) {
    if (!is_variable(*entry, NAME)) continue;
    const char *pane = *entry + sizeof NAME;
    size_t digits = pane[0] == '%' ? strspn(pane + 1, "0123456789") : 0;
    if (digits < 1 || digits > 9 || pane[1 + digits] != '\0') return true;
    return tool_bytes_text(bytes, "X-Agent-Tui-Pane: ") && tool_bytes_text(bytes, pane) && tool_bytes_text(bytes, "\r\n");
  }
  return true;
}

static bool add_head(struct tool_bytes *bytes, const struct tool_place *place, char **environment) {
  char size[64] = "";
  struct winsize window;
  for (int fd = 2; fd >= 0 && size[0] == '\0'; fd--)
    if (ioctl(fd, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 && window.ws_row > 0)
      snprintf(size, sizeof size, "X-Agent-Tui-Size: %ux%u\r\n", window.ws_col, window.ws_row);
  return tool_bytes_text(bytes, "POST /exec HTTP/1.1\r\nHost: tool\r\nAuthorization: Bearer ") &&
         tool_bytes_text(bytes, place->token) && tool_bytes_text(bytes, "\r\nX-Agent-Tui-Proto: 2\r\nX-Agent-Tui-Exec-Id: ") &&
         tool_bytes_text(bytes, place->id) && tool_bytes_text(bytes, "\r\nX-Agent-Tui-Streams: framed\r\n") &&
         tool_bytes_text(bytes, size) && tool_add_pane(bytes, environment) &&
         tool_bytes_text(bytes,
                         "Content-Type: application/x-www-form-urlencoded\r\nTE: trailers\r\nTransfer-Encoding: chunked\r\n\r\n");
}

int tool_add_exec(struct tool_bytes *bytes, const struct tool_place *place, const char *directory, int argc, char **argv,
                  char **environment) {
  struct tool_bytes form = {0};
  bool good = add_form(&form, directory, argc, argv, environment) && add_head(bytes, place, environment);
  int code = 0;
  if (form.end > TOOL_FORM_MAX) {
    fprintf(stderr, "%s: arguments too long for the tool proxy (%zu bytes, at most %d)\n", argv[0], form.end, TOOL_FORM_MAX);
    code = TOOL_TOO_LONG;
  }
  for (size_t at = 0; good && code == 0 && at < form.end; at += TOOL_FRAME_MAX) {
    size_t length = form.end - at < TOOL_FRAME_MAX ? form.end - at : TOOL_FRAME_MAX;
    good = tool_add_frame(bytes, 'F', form.data + at, length);
  }
  good = good && tool_add_frame(bytes, 'F', NULL, 0);
  free(form.data);
  if (!good) {
    fprintf(stderr, "%s: out of memory\n", argv[0]);
    return TOOL_UNREACHABLE;
  }
  return code;
}
