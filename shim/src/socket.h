/* Sockets that the helper's parts listen on and connect to. */
#ifndef SOCKET_H
#define SOCKET_H

/* Listens on the path of a Unix socket (0600; a dead one of that name is replaced, a live one is
 * not), or on tcp:127.0.0.1:PORT. A descriptor, or -1 and errno. */
int listen_socket(const char *where);
/* Connects to the path of a Unix socket. A descriptor, or -1 and errno. */
int connect_socket(const char *path);

#endif
