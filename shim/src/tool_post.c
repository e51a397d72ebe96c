/* Where the proxy is, and short requests to it: each on a connection of its own. */
#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

const char *tool_setting(const char *name, const char *otherwise) {
  const char *value = getenv(name);
  return value != NULL && value[0] != '\0' ? value : otherwise;
}

bool tool_place_find(struct tool_place *place) {
  place->socket = tool_setting("AGENT_TUI_TOOL_SOCKET", "/run/agent-tui/tool.sock");
  int fd = open(tool_setting("AGENT_TUI_TOOL_TOKEN", "/run/agent-tui/token"), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return false;
  ssize_t length = read(fd, place->token, TOOL_TOKEN_MAX);
  close(fd);
  while (length > 0 && (place->token[length - 1] == '\n' || place->token[length - 1] == '\r')) length--;
  for (ssize_t i = 0; i < length; i++)
    if (place->token[i] <= ' ' || place->token[i] >= 0x7f) return false;
  place->token[length > 0 ? length : 0] = '\0';
  return length > 0;
}

int tool_connect(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(address.sun_path, path, strlen(path));
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  /* Also bounds connect() where the listener's queue is full. */
  struct timeval wait = {.tv_sec = 3};
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  int result;
  do result = connect(fd, (struct sockaddr *)&address, sizeof address);
  while (result < 0 && errno == EINTR);
  if (result < 0) {
    int why = errno;
    close(fd);
    errno = why;
    return -1;
  }
  return fd;
}

static bool send_all(int fd, const char *data, size_t length) {
  while (length > 0) {
    ssize_t sent = send(fd, data, length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    data += sent;
    length -= (size_t)sent;
  }
  return true;
}

static int read_status(int fd) {
  struct tool_answer *answer = malloc(sizeof *answer);
  if (answer == NULL) return -1;
  tool_answer_init(answer);
  enum tool_event event = TOOL_MORE;
  for (int reads = 0; event == TOOL_MORE && reads < 64; reads++) {
    uint8_t in[1024];
    size_t used;
    ssize_t got = recv(fd, in, sizeof in, 0);
    if (got < 0 && errno == EINTR) continue;
    event = got <= 0 ? tool_answer_eof(answer) : tool_answer_next(answer, in, (size_t)got, &used);
  }
  int status = event == TOOL_REFUSED ? answer->status : -1;
  free(answer);
  return status;
}

int tool_post(const struct tool_place *place, const char *path, const char *headers, const void *body, size_t length,
              int seconds) {
  char head[1024];
  int total = snprintf(head, sizeof head,
                       "POST %s HTTP/1.1\r\nHost: tool\r\nAuthorization: Bearer %s\r\nX-Agent-Tui-Proto: 2\r\n%s"
                       "Content-Length: %zu\r\n\r\n",
                       path, place->token, headers, length);
  if (total < 0 || total >= (int)sizeof head) return -1;
  int fd = tool_connect(place->socket);
  if (fd < 0) return -1;
  struct timeval wait = {.tv_sec = seconds};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  int status = send_all(fd, head, (size_t)total) && send_all(fd, body, length) ? read_status(fd) : -1;
  close(fd);
  return status;
}

int tool_signal(const struct tool_place *place, const char *name) {
  char form[96];
  int length = snprintf(form, sizeof form, "exec_id=%s&signal=%s", place->id, name);
  return tool_post(place, "/signal", "Content-Type: application/x-www-form-urlencoded\r\n", form, (size_t)length, 3);
}
