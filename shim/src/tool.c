/* The shim's life: one request, one loop that carries bytes and signals, one exit code. */
#include "programs.h"
#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

extern char **environ;

enum {
  BUFFER = 1 << 16,
  OUTPUT_PIECE = 4096, /* PIPE_BUF: a pipe that polls writable takes that much without blocking */
  INPUT_PIECE = 16384,
  RETRY_MILLIS = 100,  /* a signal that came before the proxy knew the call is sent again */
  RETRIES = 50
};

struct shim {
  const char *name;
  struct tool_place place;
  int connection;
  bool connection_open, sending, input_open, started;
  struct tool_bytes out;
  struct tool_answer answer;
  uint8_t in[BUFFER];
  size_t in_start, in_end;
  const uint8_t *piece; /* of the answer, not yet written */
  size_t piece_length;
  int interrupts;
  const char *unsent; /* a signal to send again */
  int retries;
};

static int signal_pipe[2] = {-1, -1};

static void on_signal(int number) {
  int keep = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t ignored = write(signal_pipe[1], &byte, 1);
  (void)ignored;
  errno = keep;
}

static bool make_id(char *id) {
  uint8_t bytes[TOOL_ID_DIGITS / 2];
  if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) return false;
  for (size_t i = 0; i < sizeof bytes; i++) snprintf(id + 2 * i, 3, "%02x", bytes[i]);
  return true;
}

/* The working directory relative to the workspace; NULL when it is outside. */
static const char *directory_in_workspace(char *buffer, size_t room, const char **where) {
  const char *workspace = tool_setting("AGENT_TUI_WORKSPACE", "/workspace");
  *where = getcwd(buffer, room);
  if (*where == NULL) return NULL;
  size_t length = strlen(workspace);
  if (strncmp(buffer, workspace, length) != 0) return NULL;
  if (buffer[length] == '\0') return ".";
  return buffer[length] == '/' ? buffer + length + 1 : NULL;
}

static void catch_signals(void) {
  static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  if (pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return;
  signal(SIGPIPE, SIG_IGN);
  for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
    struct sigaction old, wanted = {.sa_handler = on_signal};
    if (sigaction(caught[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(caught[i], &wanted, NULL);
  }
}

/* Ends by `number`, as the tool did; does not return for signals that end a process. */
static void die_by(int number) {
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  signal(number, SIG_DFL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  sigprocmask(SIG_UNBLOCK, &only, NULL);
  raise(number);
}

static void send_signal(struct shim *shim, const char *name) {
  int status = tool_signal(&shim->place, name);
  shim->unsent = status == 404 && !shim->started && shim->retries++ < RETRIES ? name : NULL;
  if (status < 0)
    fprintf(stderr, "%s: the tool proxy did not take the signal %s\n", shim->name, name);
}

/* Passes on what the handler noted. Returns an exit code, or -1. */
static int forward_signals(struct shim *shim) {
  unsigned char number;
  while (read(signal_pipe[0], &number, 1) == 1) {
    const char *name = number == SIGTERM ? "TERM" : number == SIGHUP ? "HUP" : number == SIGQUIT ? "QUIT" : "INT";
    if (number == SIGINT) {
      shim->interrupts++;
      if (shim->interrupts == 2) name = "TERM";
      if (shim->interrupts >= 3) name = "KILL";
    }
    shim->retries = 0;
    send_signal(shim, name);
    /* Asked four times and still here: leaving closes the connection, which ends the call too. */
    if (shim->interrupts > 3) return 128 + SIGINT;
  }
  return -1;
}

static int cut_off(struct shim *shim) {
  fprintf(stderr, "%s: cut off: the tool proxy's answer did not end\n", shim->name);
  return TOOL_UNREACHABLE;
}

static int refused(struct shim *shim) {
  struct tool_answer *answer = &shim->answer;
  for (size_t i = 0; i < answer->text_length; i++)
    if ((unsigned char)answer->text[i] < ' ' || answer->text[i] == 0x7f) answer->text[i] = ' ';
  size_t length = answer->text_length;
  while (length > 0 && answer->text[length - 1] == ' ') length--;
  fprintf(stderr, "%s: %.*s (tool proxy, %d)\n", shim->name, (int)length, answer->text, answer->status);
  return answer->exit_code == 0 ? TOOL_UNREACHABLE : answer->exit_code;
}

static int ended(struct shim *shim) {
  if (shim->answer.exit_signal != 0) die_by(shim->answer.exit_signal);
  return shim->answer.exit_code;
}

/* Handles one event of the answer. Returns an exit code, or -1 to go on. */
static int take(struct shim *shim, enum tool_event event) {
  switch (event) {
    case TOOL_MORE:
      return -1;
    case TOOL_STARTED:
      shim->started = true;
      shim->input_open = shim->answer.wants_input && !isatty(0);
      if (!shim->input_open && !tool_add_frame(&shim->out, 0, NULL, 0)) return cut_off(shim);
      return -1;
    case TOOL_OUTPUT:
      shim->piece = shim->answer.piece;
      shim->piece_length = shim->answer.piece_length;
      return -1;
    case TOOL_DONE:
      return ended(shim);
    case TOOL_REFUSED:
      return refused(shim);
    case TOOL_BROKEN:
      return cut_off(shim);
  }
  return cut_off(shim);
}

/* Works through what was received until a piece waits to be written. */
static int digest(struct shim *shim) {
  while (shim->piece_length == 0 && shim->in_start < shim->in_end) {
    size_t used;
    enum tool_event event =
        tool_answer_next(&shim->answer, shim->in + shim->in_start, shim->in_end - shim->in_start, &used);
    shim->in_start += used;
    int code = take(shim, event);
    if (code >= 0) return code;
  }
  return -1;
}

static int receive(struct shim *shim) {
  ssize_t got = recv(shim->connection, shim->in, sizeof shim->in, MSG_DONTWAIT);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return -1;
  if (got <= 0) return take(shim, tool_answer_eof(&shim->answer));
  shim->in_start = 0;
  shim->in_end = (size_t)got;
  return digest(shim);
}

static int write_piece(struct shim *shim) {
  size_t length = shim->piece_length < OUTPUT_PIECE ? shim->piece_length : OUTPUT_PIECE;
  ssize_t done = write(shim->answer.stream, shim->piece, length);
  if (done < 0 && (errno == EINTR || errno == EAGAIN)) return -1;
  if (done < 0 && errno == EPIPE) {
    die_by(SIGPIPE);
    return 128 + SIGPIPE;
  }
  if (done < 0) done = (ssize_t)length; /* closed or full: as with a tool that ignores it */
  shim->piece += done;
  shim->piece_length -= (size_t)done;
  return shim->piece_length == 0 ? digest(shim) : -1;
}

static void transmit(struct shim *shim) {
  struct tool_bytes *out = &shim->out;
  ssize_t sent = send(shim->connection, out->data + out->start, out->end - out->start, MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (sent < 0) {
    shim->sending = false; /* the answer may still say why */
    return;
  }
  out->start += (size_t)sent;
}

static int read_input(struct shim *shim) {
  char input[INPUT_PIECE];
  ssize_t got = read(0, input, sizeof input);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return -1;
  if (got <= 0) shim->input_open = false;
  return tool_add_frame(&shim->out, 0, input, got > 0 ? (size_t)got : 0) ? -1 : cut_off(shim);
}

static int loop(struct shim *shim) {
  enum { SIGNALS, PROXY, OUTPUT, INPUT };
  for (;;) {
    bool to_send = shim->sending && shim->out.start < shim->out.end;
    bool to_write = shim->piece_length > 0;
    struct pollfd fds[4] = {{.fd = signal_pipe[0], .events = POLLIN}, {.fd = -1}, {.fd = -1}, {.fd = -1}};
    if (to_send || !to_write) fds[PROXY].fd = shim->connection;
    fds[PROXY].events = (short)((to_send ? POLLOUT : 0) | (to_write ? 0 : POLLIN));
    if (to_write) fds[OUTPUT] = (struct pollfd){.fd = shim->answer.stream, .events = POLLOUT};
    if (shim->input_open && shim->sending && !to_send) fds[INPUT] = (struct pollfd){.fd = 0, .events = POLLIN};
    int ready = poll(fds, 4, shim->unsent != NULL ? RETRY_MILLIS : -1);
    int code = -1;
    if (ready < 0 && errno != EINTR) return cut_off(shim);
    if (ready <= 0 && shim->unsent != NULL) send_signal(shim, shim->unsent);
    if (ready <= 0) continue;
    if (fds[SIGNALS].revents != 0) code = forward_signals(shim);
    if (code < 0 && fds[OUTPUT].revents != 0) code = write_piece(shim);
    if (code < 0 && to_send && fds[PROXY].revents != 0) transmit(shim);
    if (code < 0 && !to_write && (fds[PROXY].revents & ~POLLOUT) != 0) code = receive(shim);
    if (code < 0 && fds[INPUT].revents != 0) code = read_input(shim);
    if (code >= 0) return code;
  }
}

static int unreachable(const char *name, const char *what, const char *why) {
  fprintf(stderr, "%s: %s: %s\n", name, what, why);
  return TOOL_UNREACHABLE;
}

int tool_main(int argc, char **argv) {
  static struct shim shim;
  char directory_buffer[4096];
  const char *where;
  if (argc > 0 && strcmp(argv[0], "tool") == 0) {
    argc--;
    argv++;
  }
  if (argc < 1) {
    fputs("usage: agent-tui-helper tool NAME ...\n", stderr);
    return 64;
  }
  shim.name = argv[0];
  const char *directory = directory_in_workspace(directory_buffer, sizeof directory_buffer, &where);
  if (directory == NULL)
    return unreachable(shim.name, where == NULL ? "working directory" : where, "not in /workspace; tools run in their sidecar only there");
  if (!tool_place_find(&shim.place)) return unreachable(shim.name, "no tool proxy here", "no token");
  if (!make_id(shim.place.id)) return unreachable(shim.name, "no random numbers", strerror(errno));
  tool_answer_init(&shim.answer);
  int code = tool_add_exec(&shim.out, &shim.place, directory, argc, argv, environ);
  if (code != 0) return code;
  catch_signals();
  shim.connection = tool_connect(shim.place.socket);
  if (shim.connection < 0) return unreachable(shim.name, "cannot reach the tool proxy", strerror(errno));
  shim.sending = true;
  code = loop(&shim);
  close(shim.connection);
  free(shim.out.data);
  return code;
}
