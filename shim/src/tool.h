/* The tool shim: called as `make`, `npm` ..., it has the tool proxy run that tool in a sidecar and behaves like it.
 * What goes over the socket: TOOL-PROTOCOL.md. */
#ifndef AGENT_TUI_TOOL_H
#define AGENT_TUI_TOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  TOOL_UNREACHABLE = 86,       /* exit code: no proxy, or cut off */
  TOOL_TOO_LONG = 126,         /* exit code: what a shell says for E2BIG */
  TOOL_FORM_MAX = 1 << 20,     /* bytes of the encoded form */
  TOOL_FRAME_MAX = 1 << 16,    /* payload bytes of a frame */
  TOOL_FRAME_HEAD = 5,         /* kind, length */
  TOOL_LINE_MAX = 4096,        /* one header line of the answer */
  TOOL_HEAD_MAX = 16384,       /* all header lines of the answer */
  TOOL_CHUNK_LINE_MAX = 32,    /* a chunk's size line */
  TOOL_TEXT_MAX = 1024,        /* text of an error answer that is kept */
  TOOL_ID_DIGITS = 32,         /* an exec id */
  TOOL_TOKEN_MAX = 128
};

/* ---- tool_answer.c: a strict incremental reader of the proxy's answer ---- */

enum tool_event {
  TOOL_MORE,   /* all input is used up */
  TOOL_STARTED,/* the head of a 200 is complete */
  TOOL_OUTPUT, /* a piece of a stream is in piece, piece_length, stream */
  TOOL_DONE,   /* complete, with its exit code */
  TOOL_REFUSED,/* another status; text, exit_code */
  TOOL_BROKEN  /* not an answer of this protocol */
};

struct tool_answer {
  int state;
  int status;
  bool chunked, ended, has_code, wants_input;
  int exit_code;   /* 0..255 */
  int exit_signal; /* 0 when none */
  uint64_t left;   /* bytes to come of the chunk or the counted body */
  size_t head;     /* bytes of head so far */
  char line[TOOL_LINE_MAX + 1];
  size_t line_length;
  uint8_t frame[TOOL_FRAME_HEAD];
  size_t frame_have;
  uint32_t frame_left;
  int stream;
  const uint8_t *piece;
  size_t piece_length;
  char text[TOOL_TEXT_MAX + 1];
  size_t text_length;
};

void tool_answer_init(struct tool_answer *answer);
/* Reads from in[0..length); *used says how much was taken. A piece points into in. */
enum tool_event tool_answer_next(struct tool_answer *answer, const uint8_t *in, size_t length, size_t *used);
/* The connection ended: is what came so far a refusal (text without length), or broken? */
enum tool_event tool_answer_eof(struct tool_answer *answer);

/* ---- tool_request.c: bytes to send ---- */

struct tool_bytes {
  char *data;
  size_t start, end, room;
};

bool tool_bytes_add(struct tool_bytes *bytes, const void *data, size_t length);
bool tool_bytes_text(struct tool_bytes *bytes, const char *text);
bool tool_bytes_encoded(struct tool_bytes *bytes, const char *text); /* percent-encoded */

struct tool_place {
  const char *socket;
  char token[TOOL_TOKEN_MAX + 1];
  char id[TOOL_ID_DIGITS + 1];
};

/* The value of a variable, or what stands for it when it is not set or empty. */
const char *tool_setting(const char *name, const char *otherwise);
/* Finds socket and token; the id is left alone. False when there is no token to be read. */
bool tool_place_find(struct tool_place *place);

/* Adds one frame in one chunk. */
bool tool_add_frame(struct tool_bytes *bytes, int kind, const void *data, size_t length);
/* Adds head and form of POST /exec. Returns 0, or an exit code after saying why. */
int tool_add_exec(struct tool_bytes *bytes, const struct tool_place *place, const char *directory, int argc, char **argv,
                  char **environment);
/* Adds the header that names the pane, where the environment knows it. */
bool tool_add_pane(struct tool_bytes *bytes, char **environment);

/* ---- tool_post.c: the socket ---- */

int tool_connect(const char *path); /* -1 with errno */
/* One POST of a counted body on a connection of its own; headers end with their \r\n each. Waits for the answer for at most
 * `seconds`, at least one. Returns the status, or -1. */
int tool_post(const struct tool_place *place, const char *path, const char *headers, const void *body, size_t length, int seconds);
/* POST /signal; at most 3 s. Returns the status, or -1. */
int tool_signal(const struct tool_place *place, const char *name);

#endif
