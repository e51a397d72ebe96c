/* Not written yet. */
#include "programs.h"

#include <stdio.h>

int tool_main(int argc, char **argv) {
  (void)argc;
  fprintf(stderr, "%s: not in this build\n", argv[0]);
  return 127;
}
