/* What login.c can be asked without starting it. */
#ifndef LOGIN_H
#define LOGIN_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a text is one whole JSON object and nothing else, as far as brackets and quotes tell: no cut
 * off part of one is. */
bool login_whole(const char *text, size_t n);

#endif
