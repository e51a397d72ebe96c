/*
 * Links: connections of processes in the sandbox that the stream carries, both ways.
 *
 * A *listener* is a socket of one kind (`tool`, `egress`, ...), or the relay socket, whose
 * connections say their kind in a first line (inside.c makes them, from within a local sandbox; it is
 * the only door that a sandboxed program has to its keeper). Each accepted connection becomes a
 * channel that the keeper opens. While nobody is attached, connections wait a while: a server that
 * is being restarted is not noticed by a request.
 *
 * Kind `forward` is the other direction: the server asks for a connection to a port on the loopback
 * interface here.
 *
 * Each half closes alone. When a peer is gone altogether (a Unix socket tells that apart from a half
 * close), the channel is reset, so that the server can end what runs for it. When the stream is lost
 * the connection is reset, not closed: a cut answer must not look complete.
 */
#include "keeper.h"
#include "socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { LONGEST_KIND = 32 };

struct listener {
  struct watch watch;
  struct listener *next;
  struct keeper *keeper;
  char kind[LONGEST_KIND + 1]; /* empty for the relay */
};

struct link {
  struct channel channel; /* first; closed while it waits for the stream */
  struct link *next_link;
  struct watch socket;
  char kind[LONGEST_KIND + 1];
  size_t kind_length; /* of a relayed one, while its first line comes */
  bool kind_known, connecting, relayed;
  int64_t wait_until;
  uint32_t window;     /* what the server may send: our queue */
  struct queue output; /* to the socket */
  size_t unreturned;
  uint64_t credit; /* what we may send */
  bool readable, read_ended, write_ended, write_closed;
};

static void settle(struct link *l) {
  short want = 0;
  bool in = !l->kind_known || (l->channel.id && !l->connecting && !l->read_ended && !l->readable && l->credit);
  if (in) want |= POLLIN;
  if (queue_length(&l->output) || l->connecting) want |= POLLOUT;
  /* With nothing wanted, stay only to learn that the peer is gone: once, after its end. */
  l->socket.want = want || (l->read_ended && l->channel.id) ? want : NOT_NOW;
}

static void link_free(struct link *l, bool reset) {
  struct keeper *k = l->channel.keeper;
  struct linger now = {.l_onoff = 1, .l_linger = 0};
  for (struct link **at = &k->links; *at; at = &(*at)->next_link) {
    if (*at != l) continue;
    *at = l->next_link;
    break;
  }
  channel_close(&l->channel);
  if (reset && l->socket.fd >= 0) setsockopt(l->socket.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  watch_close(&k->loop, &l->socket);
  queue_free(&l->output);
  free(l);
}

/* The connection failed: say so on the channel, and end it. */
static void link_fail(struct link *l, const char *why) {
  if (l->channel.id) control_reset(l->channel.keeper, l->channel.id, why);
  link_free(l, true);
}

static void link_give_credit(struct link *l, size_t n) {
  l->unreturned += n;
  if (l->unreturned < l->window / 4) return;
  control_credit(&l->channel, 0, l->unreturned);
  l->unreturned = 0;
}

/* Writes what waits; false when the connection is gone, and the link with it. */
static bool link_write(struct link *l) {
  size_t before = queue_length(&l->output);
  if (l->connecting) return true;
  if (queue_flush(&l->output, l->socket.fd) < 0) {
    link_fail(l, strerror(errno));
    return false;
  }
  link_give_credit(l, before - queue_length(&l->output));
  if (l->write_ended && !l->write_closed && !queue_length(&l->output)) {
    shutdown(l->socket.fd, SHUT_WR);
    l->write_closed = true;
  }
  if (l->read_ended && l->write_closed) {
    link_free(l, false);
    return false;
  }
  settle(l);
  return true;
}

/* ---- what the stream asks ------------------------------------------------------------------- */

static bool produce(struct channel *c, struct writer *w, enum frame_type *type) {
  struct link *l = (struct link *)c;
  if (!l->readable || l->read_ended || !l->credit) return false;
  size_t room = l->credit < w->left ? (size_t)l->credit : w->left;
  ssize_t n = read(l->socket.fd, w->at, room);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
    l->readable = false;
    settle(l);
    return false;
  }
  if (n > 0) {
    w->length += (size_t)n;
    l->credit -= (uint64_t)n;
    settle(l);
    return true;
  }
  if (n < 0) {
    *type = RESET;
    write_bytes(w, "connection reset", 16);
    link_free(l, true);
    return true;
  }
  *type = END;
  l->read_ended = true;
  if (l->write_closed) link_free(l, false);
  else settle(l);
  return true;
}

static bool on_data(struct channel *c, const uint8_t *bytes, size_t n) {
  struct link *l = (struct link *)c;
  if (l->write_ended || !queue_add(&l->output, bytes, n)) return false;
  link_write(l);
  return true;
}

static bool on_end(struct channel *c) {
  struct link *l = (struct link *)c;
  if (l->write_ended) return false;
  l->write_ended = true;
  link_write(l);
  return true;
}

static bool on_credit(struct channel *c, uint8_t stream, uint32_t returned, uint32_t grown) {
  struct link *l = (struct link *)c;
  l->credit += (uint64_t)returned + grown;
  settle(l);
  return !stream && l->credit <= UINT32_MAX;
}

static void on_reset(struct channel *c) { link_free((struct link *)c, true); }

static void on_lost(struct channel *c, bool clean) {
  (void)clean;
  link_free((struct link *)c, true);
}

static const struct operations operations = {
    .produce = produce, .data = on_data, .credit = on_credit, .end = on_end, .reset = on_reset, .lost = on_lost,
};

/* ---- accepting and connecting --------------------------------------------------------------- */

static uint32_t free_id(struct keeper *k) {
  k->next_id = (k->next_id + 2) & 0xffffff;
  return k->next_id | 1;
}

/* Puts a waiting link on the stream. */
static void link_open(struct link *l) {
  struct keeper *k = l->channel.keeper;
  uint8_t payload[64];
  struct writer w = {.at = payload, .left = sizeof payload};
  bool bulk = !strcmp(l->kind, "egress");
  l->window = bulk ? BULK_WINDOW : WINDOW;
  l->credit = bulk ? k->server_bulk : k->server_window;
  l->output.limit = l->window;
  write_string(&w, l->kind);
  write_u32(&w, l->window);
  channel_open(&l->channel, free_id(k));
  control(&l->channel, OPEN, payload, w.length);
  settle(l);
}

static void link_try_open(struct link *l) {
  struct keeper *k = l->channel.keeper;
  if (!l->kind_known || !k->stream) settle(l);
  else if (k->channel_count >= MOST_CHANNELS) link_free(l, true);
  else link_open(l);
}

static void links_attached(struct keeper *k) {
  for (struct link *l = k->links, *next; l; l = next) {
    next = l->next_link;
    if (!l->channel.id) link_try_open(l);
  }
}

/* The first line of a relayed connection; byte by byte, for what follows is not ours. */
static bool read_kind(struct link *l) {
  char byte;
  for (ssize_t n; (n = read(l->socket.fd, &byte, 1)) != -1 || errno == EINTR;) {
    if (n < 0) continue;
    if (n == 1 && byte == '\n' && l->kind_length) {
      l->kind_known = true;
      return true;
    }
    bool fine = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
    if (n == 0 || !fine || l->kind_length == LONGEST_KIND) return false;
    l->kind[l->kind_length++] = byte;
  }
  return errno == EAGAIN;
}

static void on_connected(struct link *l) {
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(l->socket.fd, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error) {
    link_fail(l, strerror(error));
    return;
  }
  l->connecting = false;
  control_credit(&l->channel, 0, 0);
  link_write(l);
}

static void on_socket(struct watch *watch, short got) {
  struct link *l = (struct link *)(void *)((char *)watch - offsetof(struct link, socket));
  if (!l->kind_known) {
    if (!read_kind(l)) link_free(l, true);
    else link_try_open(l);
    return;
  }
  if (l->connecting) {
    on_connected(l);
    return;
  }
  if (l->read_ended && got & (POLLHUP | POLLERR)) {
    link_fail(l, "closed");
    return;
  }
  if (got & (POLLIN | POLLHUP | POLLERR)) l->readable = true;
  if (queue_length(&l->output)) link_write(l);
  else settle(l);
}

static struct link *link_new(struct keeper *k, int fd, const char *kind) {
  struct link *l = xmalloc(sizeof *l);
  l->channel.keeper = k;
  l->channel.ops = &operations;
  l->wait_until = now_ms() + WAIT_MS;
  snprintf(l->kind, sizeof l->kind, "%s", kind);
  l->kind_known = *kind;
  queue_init(&l->output, WINDOW);
  watch_add(&k->loop, &l->socket, fd, on_socket);
  l->next_link = k->links;
  k->links = l;
  wake_at(&k->loop, l->wait_until);
  return l;
}

static void on_listener(struct watch *watch, short got) {
  struct listener *listener = (struct listener *)(void *)watch;
  struct keeper *k = listener->keeper;
  (void)got;
  int fd = accept4(watch->fd, NULL, NULL, SOCK_CLOEXEC), waiting = 0, one = 1;
  if (fd < 0) return;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  struct link *l = link_new(k, fd, listener->kind);
  for (struct link *other = k->links; other; other = other->next_link) waiting += !other->channel.id;
  if (waiting > MOST_WAITING) link_free(l, true);
  else link_try_open(l);
}

static bool forward_open(struct keeper *k, uint32_t id, struct reader *r) {
  uint32_t window = read_u32(r);
  uint16_t port = read_u16(r);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port),
                           .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (r->bad) return false;
  int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0 || (connect(fd, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS)) {
    control_reset(k, id, strerror(errno));
    if (fd >= 0) close(fd);
    return true;
  }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  struct link *l = link_new(k, fd, "forward");
  l->connecting = true;
  l->window = WINDOW;
  l->credit = window;
  channel_open(&l->channel, id);
  settle(l);
  return true;
}

/* `where` is the path of a Unix socket, or tcp:127.0.0.1:PORT. An empty kind is the relay. */
void listen_on(struct keeper *k, const char *kind, const char *where) {
  struct listener *listener = xmalloc(sizeof *listener);
  int fd = listen_socket(where);
  if (fd < 0 || strlen(kind) > LONGEST_KIND) {
    fprintf(stderr, "keeper: can't listen on %s: %s\n", where, strerror(errno));
    exit(1);
  }
  snprintf(listener->kind, sizeof listener->kind, "%s", kind);
  listener->keeper = k;
  listener->next = k->listeners;
  k->listeners = listener;
  watch_add(&k->loop, &listener->watch, fd, on_listener);
  listener->watch.want = POLLIN;
}

static void links_tick(struct keeper *k, int64_t now) {
  for (struct link *l = k->links, *next; l; l = next) {
    next = l->next_link;
    if (l->channel.id) continue;
    if (now >= l->wait_until) link_free(l, true);
    else wake_at(&k->loop, l->wait_until);
  }
}

const struct part forward_part = {
    .kind = "forward", .open = forward_open, .attached = links_attached, .tick = links_tick};
