/*
 * Fuzzes what reads hostile bytes without a process: the frame decoder, the cursors over payloads,
 * and the tar unpacker (into a fresh directory below /tmp). The first byte picks.
 */
#include "children.h"
#include "frame.h"
#include "tar.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void frames(const uint8_t *bytes, size_t n) {
  struct frame f;
  for (long took; (took = frame_read(bytes, n, &f)) > 0; bytes += took, n -= (size_t)took) {
    if (f.payload + f.length > bytes + n || f.length > FRAME_LONGEST) abort();
    struct reader r = {.at = f.payload, .left = f.length};
    struct program program;
    if (program_read(&program, &r, NULL) && (!program.arguments[0] || *program.directory != '/')) abort();
    program_free(&program);
  }
}

static void empty(int top) {
  DIR *all = fdopendir(dup(top));
  for (struct dirent *entry; all && (entry = readdir(all));) {
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (unlinkat(top, entry->d_name, 0) == 0) continue;
    int below = openat(top, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (below < 0) continue;
    empty(below);
    close(below);
    unlinkat(top, entry->d_name, AT_REMOVEDIR);
  }
  if (all) closedir(all);
}

static char directory[64];

static void remove_directory(void) { rmdir(directory); }

static void tar(const uint8_t *bytes, size_t n) {
  if (!*directory) {
    strcpy(directory, "/tmp/agent-tui-fuzz-XXXXXX");
    if (!mkdtemp(directory)) abort();
    atexit(remove_directory);
  }
  struct tar t;
  if (!tar_open(&t, directory)) return;
  for (size_t at = 0; at < n; at += 300)
    if (!tar_feed(&t, bytes + at, n - at < 300 ? n - at : 300)) break;
  tar_close(&t);
  int top = open(directory, O_RDONLY | O_DIRECTORY);
  if (top >= 0) {
    empty(top);
    close(top);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
  if (!n) return 0;
  if (bytes[0] % 4) frames(bytes + 1, n - 1);
  else tar(bytes + 1, n - 1);
  return 0;
}
