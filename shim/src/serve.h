/* The two halves of keeper_main: serve.c has it, attach.c the other. */
#ifndef SERVE_H
#define SERVE_H

#include <stdbool.h>

#define DEFAULT_SOCKET "/run/agent-tui/keeper.sock"

int attach_main(const char *socket);

#endif
