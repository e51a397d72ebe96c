/*
 * keeper attach: joins an engine's exec stream to the keeper.
 *
 * It hands its standard input and output to the keeper, whose frames then go through them without
 * another copy, and sleeps. It ends when its input ends (the engine closes that when the server is
 * gone, and says it by nothing else), also while its output is blocked, and when the keeper closes
 * the connection.
 */
#include "serve.h"
#include "socket.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* A container's keeper may still be starting: try for 5 s. */
static int connect_patiently(const char *path) {
  int fd = -1;
  for (int tries = 0; tries < 250; tries++) {
    fd = connect_socket(path);
    if (fd >= 0 || (errno != ENOENT && errno != ECONNREFUSED)) break;
    nanosleep(&(struct timespec){.tv_nsec = 20 * 1000 * 1000}, NULL);
  }
  return fd;
}

static bool hand_over(int connection) {
  int files[2] = {0, 1};
  union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(sizeof files)];
  } control = {0};
  char letter = 'A';
  struct iovec piece = {.iov_base = &letter, .iov_len = 1};
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.bytes,
                           .msg_controllen = sizeof control.bytes};
  struct cmsghdr *c = CMSG_FIRSTHDR(&message);
  c->cmsg_level = SOL_SOCKET;
  c->cmsg_type = SCM_RIGHTS;
  c->cmsg_len = CMSG_LEN(sizeof files);
  memcpy(CMSG_DATA(c), files, sizeof files);
  return sendmsg(connection, &message, MSG_NOSIGNAL) == 1;
}

int attach_main(const char *path) {
  prctl(PR_SET_DUMPABLE, 0);
  int connection = connect_patiently(path);
  if (connection < 0 || !hand_over(connection)) {
    fprintf(stderr, "keeper attach: %s: %s\n", path, strerror(errno));
    return 1;
  }
  struct pollfd ends[2] = {{.fd = 0}, {.fd = connection, .events = POLLIN}};
  for (;;) {
    if (poll(ends, 2, -1) < 0 && errno != EINTR) return 1;
    if (ends[0].revents || ends[1].revents) return 0;
  }
}
