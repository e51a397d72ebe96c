/*
 * The unpacker of tar.h: ustar headers (POSIX.1-1988), and for names longer than their 256 bytes the
 * pax record `path` (POSIX.1-2001, type x) and GNU's long name (type L).
 *
 * Each part of a path is opened from the directory before it with O_NOFOLLOW, so there is no moment
 * in which a sandboxed program could swing a link under us.
 */
#include "tar.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_TEXT_ENTRY = 64 << 10 };

static const char temporary[] = ".agent-tui-put";

static bool refuse(struct tar *t, const char *what, const char *name) {
  snprintf(t->why, sizeof t->why, "%.100s: %s", name, what);
  return false;
}

/* Opens a directory below another, part by part, making what is missing. */
static int open_below(int root, char *path) {
  int at = dup(root);
  char *rest = NULL;
  for (char *part = strtok_r(path, "/", &rest); part && at >= 0; part = strtok_r(NULL, "/", &rest)) {
    if (!strcmp(part, ".")) continue;
    if (mkdirat(at, part, 0755) < 0 && errno != EEXIST) {
      close(at);
      return -1;
    }
    int next = openat(at, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    close(at);
    at = next;
  }
  return at;
}

bool tar_open(struct tar *t, const char *directory) {
  memset(t, 0, sizeof *t);
  t->directory = t->file = -1;
  char *path = xstrndup(directory, strlen(directory));
  int top = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  t->root = open_below(top, path);
  int error = errno;
  close(top);
  free(path);
  return t->root >= 0 || refuse(t, strerror(error), directory);
}

void tar_close(struct tar *t) {
  if (t->file >= 0) {
    close(t->file);
    unlinkat(t->directory, temporary, 0);
  }
  if (t->directory >= 0) close(t->directory);
  if (t->root >= 0) close(t->root);
  free(t->text);
  t->text = NULL;
  t->root = t->directory = t->file = -1;
}

bool tar_whole(struct tar *t) {
  return t->ended || (!t->type && !t->filled && !t->padding) || refuse(t, "the stream was cut short", "tar");
}

/* ---- entries -------------------------------------------------------------------------------- */

static bool safe(const char *name) {
  if (!*name || *name == '/') return false;
  for (const char *part = name; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL)
    if (!strncmp(part, "..", 2) && (part[2] == '/' || !part[2])) return false;
  return true;
}

static bool begin_directory(struct tar *t) {
  int fd = open_below(t->root, t->name);
  if (fd < 0) return refuse(t, strerror(errno), t->name);
  fchmod(fd, t->mode);
  close(fd);
  return true;
}

static bool begin_file(struct tar *t) {
  char *slash = strrchr(t->name, '/');
  if (slash && !slash[1]) return refuse(t, "a file's name ends in a slash", t->name);
  if (slash) *slash = 0;
  char none[] = "";
  t->directory = open_below(t->root, slash ? t->name : none);
  if (slash) memmove(t->name, slash + 1, strlen(slash + 1) + 1);
  if (t->directory < 0) return refuse(t, strerror(errno), t->name);
  unlinkat(t->directory, temporary, 0);
  t->file = openat(t->directory, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  return t->file >= 0 || refuse(t, strerror(errno), t->name);
}

static bool end_file(struct tar *t) {
  bool fine = fchmod(t->file, t->mode) == 0 && renameat(t->directory, temporary, t->directory, t->name) == 0;
  if (!fine) return refuse(t, strerror(errno), t->name);
  close(t->file);
  close(t->directory);
  t->file = t->directory = -1;
  return true;
}

/* "LENGTH KEY=VALUE\n" repeated; only `path` matters. */
static bool end_pax(struct tar *t) {
  for (char *at = t->text, *end = at + t->text_length; at < end;) {
    char *key;
    unsigned long length = strtoul(at, &key, 10);
    if (key == at || *key != ' ' || length < 5 || length > (size_t)(end - at) || at[length - 1] != '\n' ||
        key + 1 >= at + length)
      return refuse(t, "bad pax record", "tar");
    key++;
    size_t rest = (size_t)(at + length - key) - 1;
    if (rest > 5 && !strncmp(key, "path=", 5)) {
      if (rest - 5 > TAR_NAME) return refuse(t, "name too long", "tar");
      memcpy(t->long_name, key + 5, rest - 5);
      t->long_name[rest - 5] = 0;
    }
    if (rest > 5 && !strncmp(key, "size=", 5)) return refuse(t, "file too large", "tar");
    at += length;
  }
  return true;
}

static bool end_entry(struct tar *t) {
  char type = t->type;
  t->type = 0;
  if (type == 'x') return end_pax(t);
  if (type == 'L') snprintf(t->long_name, sizeof t->long_name, "%s", t->text);
  return type != '0' || end_file(t);
}

/* An octal number, ended by a blank or NUL. */
static bool octal(const uint8_t *field, size_t n, uint64_t *value) {
  size_t i = 0;
  *value = 0;
  while (i < n && field[i] == ' ') i++;
  for (; i < n && field[i] >= '0' && field[i] <= '7'; i++) *value = *value * 8 + (field[i] - '0');
  return i == n || field[i] == ' ' || !field[i];
}

static bool checksum_fits(const uint8_t *block) {
  uint64_t said, sum = 0;
  for (size_t i = 0; i < TAR_BLOCK; i++) sum += i >= 148 && i < 156 ? ' ' : block[i];
#ifdef FUZZING /* or nothing but noise would be tried */
  return true;
#endif
  return octal(block + 148, 8, &said) && said == sum;
}

static void take_name(struct tar *t) {
  if (*t->long_name) {
    memcpy(t->name, t->long_name, sizeof t->name);
    *t->long_name = 0;
    return;
  }
  const char *block = (const char *)t->block;
  bool prefix = !memcmp(block + 257, "ustar\0", 6) && block[345];
  snprintf(t->name, sizeof t->name, "%.*s%s%.100s", prefix ? 155 : 0, block + 345, prefix ? "/" : "", block);
}

static bool header(struct tar *t) {
  static const uint8_t zeros[TAR_BLOCK];
  uint64_t mode;
  if (!memcmp(t->block, zeros, TAR_BLOCK)) {
    t->ended = true;
    return true;
  }
  if (!checksum_fits(t->block) || !octal(t->block + 100, 8, &mode) || !octal(t->block + 124, 12, &t->left))
    return refuse(t, "not a tar header", "tar");
  t->mode = (unsigned)mode & 0777;
  t->padding = (size_t)((TAR_BLOCK - t->left % TAR_BLOCK) % TAR_BLOCK);
  t->type = (char)t->block[156];
  if (!t->type) t->type = '0';
  if (t->type == 'g') return true;
  if (t->type == 'x' || t->type == 'L') {
    if (t->left > LONGEST_TEXT_ENTRY) return refuse(t, "name too long", "tar");
    free(t->text);
    t->text = xmalloc((size_t)t->left + 1);
    t->text_length = 0;
    return true;
  }
  take_name(t);
  if (!safe(t->name)) return refuse(t, "path leaves the directory", t->name);
  if (t->type == '5') {
    t->left = t->padding = 0;
    return begin_directory(t);
  }
  if (t->type == '0') return begin_file(t);
  return refuse(t, "neither a file nor a directory", t->name);
}

static bool body(struct tar *t, const uint8_t *bytes, size_t n) {
  if (t->type == 'x' || t->type == 'L') {
    memcpy(t->text + t->text_length, bytes, n);
    t->text_length += n;
    return true;
  }
  while (t->type == '0' && n) {
    ssize_t written = write(t->file, bytes, n);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return refuse(t, strerror(errno), t->name);
    bytes += written;
    n -= (size_t)written;
  }
  return true;
}

bool tar_feed(struct tar *t, const uint8_t *bytes, size_t n) {
  while (n && !t->ended) {
    size_t take = n;
    if (t->type && t->left) {
      if (take > t->left) take = (size_t)t->left;
      if (!body(t, bytes, take)) return false;
      t->left -= take;
    } else if (!t->type && t->padding) {
      if (take > t->padding) take = t->padding;
      t->padding -= take;
    } else {
      if (take > TAR_BLOCK - t->filled) take = TAR_BLOCK - t->filled;
      memcpy(t->block + t->filled, bytes, take);
      t->filled += take;
      if (t->filled == TAR_BLOCK) {
        t->filled = 0;
        if (!header(t)) return false;
      }
    }
    bytes += take;
    n -= take;
    if (t->type && !t->left && !end_entry(t)) return false;
  }
  return true;
}
