/* Reads the proxy's answer: status line, headers, chunks, frames, trailer. Strict: what is not exactly as TOOL-PROTOCOL.md says
 * is TOOL_BROKEN. Never allocates; every line and length is bounded before it is used. */
#include "tool.h"

#include <string.h>
#include <strings.h>

enum state {
  STATUS_LINE,
  HEADERS,
  CHUNK_LINE,
  CHUNK_DATA,
  CHUNK_END,
  TRAILERS,
  COUNTED, /* the body of a refusal with Content-Length */
  FINISHED,
  FAILED
};

void tool_answer_init(struct tool_answer *answer) { memset(answer, 0, sizeof *answer); }

static enum tool_event broken(struct tool_answer *answer) {
  answer->state = FAILED;
  return TOOL_BROKEN;
}

/* Takes input up to the next CRLF. 1: line is complete (without CRLF, NUL-terminated); 0: more input; -1: not a line. */
static int take_line(struct tool_answer *answer, const uint8_t *in, size_t length, size_t *used, size_t most) {
  while (*used < length) {
    uint8_t byte = in[(*used)++];
    size_t n = answer->line_length;
    bool after_cr = n > 0 && answer->line[n - 1] == '\r';
    if (byte == '\n') {
      if (!after_cr) return -1;
      answer->line_length = 0;
      answer->line[n - 1] = '\0';
      return 1;
    }
    if (after_cr || byte == '\0' || n >= most) return -1;
    answer->line[answer->line_length++] = (char)byte;
  }
  return 0;
}

/* A decimal number of at most max_digits digits and nothing else; -1 otherwise. */
static int64_t decimal(const char *text, int max_digits) {
  int64_t value = 0;
  int digits = 0;
  for (; *text >= '0' && *text <= '9'; text++, digits++) {
    if (digits == max_digits) return -1;
    value = value * 10 + (*text - '0');
  }
  return digits > 0 && *text == '\0' ? value : -1;
}

static bool status_line(struct tool_answer *answer) {
  const char *line = answer->line;
  if (strncmp(line, "HTTP/1.1 ", 9) != 0) return false;
  for (int i = 9; i < 12; i++)
    if (line[i] < '0' || line[i] > '9') return false;
  if (line[12] != ' ' && line[12] != '\0') return false;
  answer->status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
  return answer->status >= 200;
}

/* Splits "name: value" in place; NULL when it isn't that. */
static char *value_of(char *line) {
  char *colon = strchr(line, ':');
  if (colon == NULL || colon == line || memchr(line, ' ', (size_t)(colon - line)) != NULL) return NULL;
  *colon++ = '\0';
  while (*colon == ' ' || *colon == '\t') colon++;
  size_t length = strlen(colon);
  while (length > 0 && (colon[length - 1] == ' ' || colon[length - 1] == '\t')) colon[--length] = '\0';
  return colon;
}

/* One header or trailer line. */
static bool header(struct tool_answer *answer, bool trailer) {
  char *name = answer->line, *value = value_of(name);
  if (value == NULL) return false;
  if (strcasecmp(name, "X-Exit-Code") == 0) {
    int64_t code = decimal(value, 3);
    if (code < 0 || code > 255 || answer->has_code) return false;
    answer->exit_code = (int)code;
    /* In the head only an error says its code; a 200 must earn it by ending. */
    answer->has_code = trailer || answer->status != 200;
  } else if (strcasecmp(name, "X-Exit-Signal") == 0) {
    int64_t number = decimal(value, 2);
    if (!trailer || number < 1 || number > 64) return false;
    answer->exit_signal = (int)number;
  } else if (trailer) {
    return true;
  } else if (strcasecmp(name, "Transfer-Encoding") == 0) {
    if (answer->chunked || strcasecmp(value, "chunked") != 0) return false;
    answer->chunked = true;
  } else if (strcasecmp(name, "Content-Length") == 0) {
    int64_t length = decimal(value, 9);
    if (length < 0 || answer->left != 0) return false;
    answer->left = (uint64_t)length;
    answer->ended = length == 0;
  } else if (strcasecmp(name, "X-Agent-Tui-Input") == 0) {
    answer->wants_input = strcasecmp(value, "yes") == 0;
  }
  return true;
}

static enum tool_event finished(struct tool_answer *answer) {
  answer->state = FINISHED;
  if (answer->status == 200)
    return answer->has_code && answer->frame_have == 0 && answer->frame_left == 0 ? TOOL_DONE : broken(answer);
  if (!answer->has_code) answer->exit_code = TOOL_UNREACHABLE;
  return TOOL_REFUSED;
}

static enum tool_event head_complete(struct tool_answer *answer) {
  if (answer->chunked) {
    if (answer->left != 0 || answer->ended) return broken(answer);
    answer->state = CHUNK_LINE;
    return answer->status == 200 ? TOOL_STARTED : TOOL_MORE;
  }
  if (answer->status == 200) return broken(answer);
  answer->state = COUNTED;
  if (answer->ended || answer->status == 204) return finished(answer);
  return TOOL_MORE;
}

static bool chunk_line(struct tool_answer *answer) {
  uint64_t size = 0;
  const char *at = answer->line;
  for (; *at != '\0'; at++) {
    int digit;
    if (*at >= '0' && *at <= '9') digit = *at - '0';
    else if (*at >= 'a' && *at <= 'f') digit = *at - 'a' + 10;
    else if (*at >= 'A' && *at <= 'F') digit = *at - 'A' + 10;
    else return false;
    size = size * 16 + (uint64_t)digit;
    if (size > INT32_MAX) return false;
  }
  if (at == answer->line) return false;
  answer->left = size;
  return true;
}

static void keep_text(struct tool_answer *answer, const uint8_t *in, size_t length) {
  size_t room = TOOL_TEXT_MAX - answer->text_length;
  if (length > room) length = room;
  memcpy(answer->text + answer->text_length, in, length);
  answer->text_length += length;
}

/* Body bytes: frames of a 200, text otherwise. Takes at least one byte. */
static enum tool_event body(struct tool_answer *answer, const uint8_t *in, size_t length, size_t *used) {
  const uint8_t *at = in + *used;
  size_t n = length - *used;
  if (n > answer->left) n = (size_t)answer->left;
  if (answer->status != 200) {
    keep_text(answer, at, n);
  } else if (answer->frame_left == 0) {
    size_t want = TOOL_FRAME_HEAD - answer->frame_have;
    if (n > want) n = want;
    memcpy(answer->frame + answer->frame_have, at, n);
    answer->frame_have += n;
    if (answer->frame_have == TOOL_FRAME_HEAD) {
      const uint8_t *f = answer->frame;
      answer->stream = f[0];
      answer->frame_left = (uint32_t)f[1] << 24 | (uint32_t)f[2] << 16 | (uint32_t)f[3] << 8 | f[4];
      answer->frame_have = 0;
      if ((answer->stream != 1 && answer->stream != 2) || answer->frame_left > TOOL_FRAME_MAX) return broken(answer);
    }
  } else {
    if (n > answer->frame_left) n = answer->frame_left;
    answer->frame_left -= (uint32_t)n;
    answer->piece = at;
    answer->piece_length = n;
    answer->left -= n;
    *used += n;
    return TOOL_OUTPUT;
  }
  answer->left -= n;
  *used += n;
  return TOOL_MORE;
}

/* One complete line in the state it came in. */
static enum tool_event line_complete(struct tool_answer *answer) {
  switch (answer->state) {
    case STATUS_LINE:
      if (!status_line(answer)) return broken(answer);
      answer->state = HEADERS;
      return TOOL_MORE;
    case HEADERS:
      if (answer->line[0] == '\0') return head_complete(answer);
      return header(answer, false) ? TOOL_MORE : broken(answer);
    case CHUNK_LINE:
      if (!chunk_line(answer)) return broken(answer);
      answer->state = answer->left == 0 ? TRAILERS : CHUNK_DATA;
      answer->head = 0;
      return TOOL_MORE;
    case CHUNK_END:
      answer->state = CHUNK_LINE;
      return answer->line[0] == '\0' ? TOOL_MORE : broken(answer);
    case TRAILERS:
      if (answer->line[0] == '\0') return finished(answer);
      return header(answer, true) ? TOOL_MORE : broken(answer);
    default:
      return broken(answer);
  }
}

enum tool_event tool_answer_next(struct tool_answer *answer, const uint8_t *in, size_t length, size_t *used) {
  *used = 0;
  while (*used < length) {
    enum tool_event event = TOOL_MORE;
    if (answer->state == CHUNK_DATA || answer->state == COUNTED) {
      bool counted = answer->state == COUNTED;
      if (counted && answer->left == 0) answer->left = TOOL_TEXT_MAX; /* no length: text up to the end */
      event = body(answer, in, length, used);
      if (event != TOOL_BROKEN && answer->left == 0) {
        if (counted) event = finished(answer);
        else answer->state = CHUNK_END;
      }
    } else if (answer->state == FINISHED || answer->state == FAILED) {
      return broken(answer);
    } else {
      bool chunk = answer->state == CHUNK_LINE || answer->state == CHUNK_END;
      size_t before = *used;
      int line = take_line(answer, in, length, used, chunk ? TOOL_CHUNK_LINE_MAX : TOOL_LINE_MAX);
      answer->head += *used - before;
      if (line < 0 || answer->head > TOOL_HEAD_MAX) return broken(answer);
      if (line > 0) event = line_complete(answer);
    }
    if (event != TOOL_MORE) return event;
  }
  return TOOL_MORE;
}

enum tool_event tool_answer_eof(struct tool_answer *answer) {
  if (answer->state == COUNTED && answer->status != 200) return finished(answer);
  return broken(answer);
}
