/*
 * The sockets of socket.h. TCP only ever means this machine's (or this container's) loopback.
 */
#include "socket.h"

#include "bytes.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static int listen_tcp(const char *address) {
  static const char loopback[] = "127.0.0.1:";
  char *end;
  if (strncmp(address, loopback, strlen(loopback))) {
    errno = EADDRNOTAVAIL;
    return -1;
  }
  long port = strtol(address + strlen(loopback), &end, 10);
  if (*end || port < 1 || port > 65535) {
    errno = EINVAL;
    return -1;
  }
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                           .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(fd, (struct sockaddr *)&to, sizeof to) == 0 && listen(fd, 64) == 0) return fd;
  close(fd);
  return -1;
}

int connect_socket(const char *path) {
  struct sockaddr_un to;
  if (!unix_address(&to, path)) {
    errno = ENAMETOOLONG;
    return -1;
  }
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0) return fd;
  int error = errno;
  close(fd);
  errno = error;
  return -1;
}

/* Bound under another name, then renamed: who sees the name can connect. */
static int listen_unix(const char *path) {
  struct sockaddr_un to;
  char early[sizeof to.sun_path + 2];
  snprintf(early, sizeof early, "%s~", path);
  if (!unix_address(&to, path) || !unix_address(&to, early)) {
    errno = ENAMETOOLONG;
    return -1;
  }
  int fd = connect_socket(path);
  if (fd >= 0) {
    close(fd);
    errno = EADDRINUSE;
    return -1;
  }
  fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  unlink(early);
  mode_t before = umask(0177);
  bool fine = bind(fd, (struct sockaddr *)&to, sizeof to) == 0 && listen(fd, 64) == 0;
  umask(before);
  if (fine && rename(early, path) == 0) return fd;
  int error = errno;
  close(fd);
  unlink(early);
  errno = error;
  return -1;
}

int listen_socket(const char *where) {
  return strncmp(where, "tcp:", 4) ? listen_unix(where) : listen_tcp(where + 4);
}
