/* What the shim takes for an answer, and what not; whole, and byte by byte. */
#include "tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Exit-Code\r\n\r\n"
#define HELLO "a\r\n\1\0\0\0\5hello\r\n"
#define OOPS "9\r\n\2\0\0\0\4oops\r\n"

struct seen {
  enum tool_event last;
  char out[64], err[64];
  int code, signal, status;
  char text[TOOL_TEXT_MAX + 1];
  bool wants_input;
};

static int failures;

static void feed(const char *bytes, size_t length, size_t step, bool eof, struct seen *seen) {
  struct tool_answer *answer = malloc(sizeof *answer);
  tool_answer_init(answer);
  memset(seen, 0, sizeof *seen);
  seen->last = TOOL_MORE;
  for (size_t at = 0; at < length && seen->last < TOOL_DONE; at += step) {
    size_t n = length - at < step ? length - at : step, done = 0;
    uint8_t *copy = malloc(n); /* exactly as long, so that reading past it shows */
    memcpy(copy, bytes + at, n);
    while (done < n && seen->last < TOOL_DONE) {
      size_t used;
      seen->last = tool_answer_next(answer, copy + done, n - done, &used);
      done += used;
      if (seen->last == TOOL_OUTPUT) {
        char *to = answer->stream == 1 ? seen->out : seen->err;
        size_t have = strlen(to);
        if (have + answer->piece_length < sizeof seen->out) memcpy(to + have, answer->piece, answer->piece_length);
      }
    }
    free(copy);
  }
  if (eof && seen->last < TOOL_DONE) seen->last = tool_answer_eof(answer);
  seen->code = answer->exit_code;
  seen->signal = answer->exit_signal;
  seen->status = answer->status;
  seen->wants_input = answer->wants_input;
  memcpy(seen->text, answer->text, sizeof seen->text);
  free(answer);
}

#define CHECK(what) \
  do { \
    if (!(what)) { \
      fprintf(stderr, "%s, pieces of %zu: not true: %s (event %d)\n", name, step, #what, seen.last); \
      failures++; \
    } \
  } while (0)

#define EACH(title, text) \
  const char *name = title; \
  struct seen seen; \
  for (size_t step = 1; step <= sizeof text; step = step < 7 ? step + 1 : step * 3) \
    if (feed(text, sizeof text - 1, step, true, &seen), true)

static void a_complete_answer_has_streams_and_a_code(void) {
  EACH("complete", HEAD HELLO OOPS "0\r\nX-Exit-Code: 2\r\n\r\n") {
    CHECK(seen.last == TOOL_DONE);
    CHECK(strcmp(seen.out, "hello") == 0);
    CHECK(strcmp(seen.err, "oops") == 0);
    CHECK(seen.code == 2 && seen.signal == 0);
  }
}

static void frames_need_not_fit_chunks(void) {
  EACH("split frame", HEAD "3\r\n\1\0\0\r\n4\r\n\0\5he\r\n5\r\nllo\2\0\r\n7\r\n\0\0\4oops\r\n0\r\nX-Exit-Code: 0\r\n\r\n") {
    CHECK(seen.last == TOOL_DONE);
    CHECK(strcmp(seen.out, "hello") == 0);
    CHECK(strcmp(seen.err, "oops") == 0);
  }
}

static void a_signal_comes_with_the_code(void) {
  EACH("signal", HEAD "5\r\n\1\0\0\0\0\r\n0\r\nX-Exit-Code: 130\r\nX-Exit-Signal: 2\r\n\r\n") {
    CHECK(seen.last == TOOL_DONE);
    CHECK(seen.code == 130 && seen.signal == 2);
  }
}

static void the_head_says_whether_input_is_wanted(void) {
  EACH("input", "HTTP/1.1 200 OK\r\nx-agent-tui-input:yes \r\nTransfer-Encoding: chunked\r\n\r\n") CHECK(seen.wants_input);
}

static void a_refusal_keeps_its_text_and_code(void) {
  EACH("refusal", "HTTP/1.1 409 Conflict\r\nContent-Length: 7\r\nX-Exit-Code: 86\r\n\r\nno make") {
    CHECK(seen.last == TOOL_REFUSED);
    CHECK(seen.status == 409 && seen.code == 86);
    CHECK(strcmp(seen.text, "no make") == 0);
  }
}

static void a_refusal_may_end_with_the_connection(void) {
  EACH("no length", "HTTP/1.1 503 Too many\r\nConnection: close\r\n\r\nbusy") {
    CHECK(seen.last == TOOL_REFUSED);
    CHECK(seen.code == TOOL_UNREACHABLE);
    CHECK(strcmp(seen.text, "busy") == 0);
  }
}

static void a_signal_taken_has_no_body(void) {
  EACH("204", "HTTP/1.1 204 No Content\r\n\r\n") CHECK(seen.last == TOOL_REFUSED && seen.status == 204);
}

#define BROKEN(title, text) \
  do { \
    EACH(title, text) CHECK(seen.last == TOOL_BROKEN); \
  } while (0)

static void what_is_not_exact_is_broken(void) {
  BROKEN("no trailer", HEAD HELLO "0\r\n\r\n");
  BROKEN("cut in the trailer", HEAD HELLO "0\r\nX-Exit-Code: 0\r\n");
  BROKEN("cut after the body", HEAD HELLO);
  BROKEN("cut in a frame", HEAD "5\r\n\1\0\0\0\5\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("cut in a frame's head", HEAD "2\r\n\1\0\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("code in the head only", "HTTP/1.1 200 OK\r\nX-Exit-Code: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
  BROKEN("code twice", HEAD "0\r\nX-Exit-Code: 0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("code 256", HEAD "0\r\nX-Exit-Code: 256\r\n\r\n");
  BROKEN("code -1", HEAD "0\r\nX-Exit-Code: -1\r\n\r\n");
  BROKEN("code empty", HEAD "0\r\nX-Exit-Code:\r\n\r\n");
  BROKEN("signal 65", HEAD "0\r\nX-Exit-Code: 1\r\nX-Exit-Signal: 65\r\n\r\n");
  BROKEN("stream 3", HEAD "6\r\n\3\0\0\0\1x\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("frame too long", HEAD "5\r\n\1\0\1\0\1\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("chunk extension", HEAD "5;a=b\r\n\1\0\0\0\0\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("chunk size with sign", HEAD "+5\r\n\1\0\0\0\0\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("chunk size empty", HEAD "\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("chunk size huge", HEAD "ffffffffffffffff\r\n");
  BROKEN("chunk longer than said", HEAD "5\r\n\1\0\0\0\0x\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("bare line feed", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n0\nX-Exit-Code: 0\n\n");
  BROKEN("bare carriage return", "HTTP/1.1 200 OK\rX: y\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("no coding", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("length and coding", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("coding twice", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("other version", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("no status", "HTTP/1.1 2x0 OK\r\n\r\n");
  BROKEN("folded", "HTTP/1.1 200 OK\r\n folded\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Exit-Code: 0\r\n\r\n");
  BROKEN("something else", "SSH-2.0-OpenSSH_9.2\r\n");
  BROKEN("nothing", "");
}

static void an_endless_line_is_not_kept(void) {
  size_t length = 2 * TOOL_HEAD_MAX;
  char *text = malloc(length);
  memset(text, 'a', length);
  memcpy(text, "HTTP/1.1 200 OK\r\nX: ", 20);
  const char *name = "endless";
  size_t step = 1000;
  struct seen seen;
  feed(text, length, step, false, &seen);
  CHECK(seen.last == TOOL_BROKEN);
  for (size_t i = 20; i < length; i++) text[i] = "X: y\r\n"[i % 6];
  feed(text, length, step, false, &seen);
  CHECK(seen.last == TOOL_BROKEN);
  free(text);
}

static void arguments_are_escaped(void) {
  struct tool_bytes bytes = {0};
  if (!tool_bytes_encoded(&bytes, "a b&c=\xc3\xa4+%\n-_./") || !tool_bytes_add(&bytes, "", 1)) failures++;
  if (strcmp(bytes.data, "a%20b%26c%3D%C3%A4%2B%25%0A-_./") != 0) {
    fprintf(stderr, "escaped: %s\n", bytes.data);
    failures++;
  }
  free(bytes.data);
}

int main(void) {
  a_complete_answer_has_streams_and_a_code();
  frames_need_not_fit_chunks();
  a_signal_comes_with_the_code();
  the_head_says_whether_input_is_wanted();
  a_refusal_keeps_its_text_and_code();
  a_refusal_may_end_with_the_connection();
  a_signal_taken_has_no_body();
  what_is_not_exact_is_broken();
  an_endless_line_is_not_kept();
  arguments_are_escaped();
  printf("tool_answer_test: %s\n", failures == 0 ? "passed" : "FAILED");
  return failures != 0;
}
