/* Feeds any bytes, in pieces of a size that the first byte picks, to the reader of the proxy's answer. */
#include "tool.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  struct tool_answer *answer = malloc(sizeof *answer);
  size_t step = (size_t)data[0] + 1;
  enum tool_event event = TOOL_MORE;
  tool_answer_init(answer);
  for (size_t at = 1; at < size && event < TOOL_DONE; at += step) {
    size_t end = at + step < size ? at + step : size, now = at;
    while (now < end && event < TOOL_DONE) {
      size_t used;
      event = tool_answer_next(answer, data + now, end - now, &used);
      if (used > end - now) abort();
      if (event == TOOL_OUTPUT && (answer->piece < data || answer->piece + answer->piece_length > data + end)) abort();
      if (event == TOOL_DONE && !answer->has_code) abort();
      now += used;
    }
  }
  if (event < TOOL_DONE && tool_answer_eof(answer) == TOOL_DONE) abort();
  free(answer);
  return 0;
}
