/*
 * The parts that need no process: bytes, frames, the ring, tar. Each check is one behaviour; the
 * sanitizers watch the rest.
 */
#include "bytes.h"
#include "check.h"
#include "frame.h"
#include "ring.h"
#include "tar.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void a_cursor_never_reads_beyond_its_end(void) {
  uint8_t bytes[] = {0, 3, 'a', 'b', 'c', 0, 9, 'x'};
  struct reader r = {.at = bytes, .left = sizeof bytes};
  char *text = read_string(&r, 10);
  CHECK(text && !strcmp(text, "abc") && !r.bad);
  free(text);
  CHECK(!read_string(&r, 10) && r.bad);
  CHECK(read_u64(&r) == 0 && r.bad);
}

static void a_string_with_a_nul_or_too_long_is_bad(void) {
  uint8_t nul[] = {0, 2, 'a', 0}, longer[] = {0, 3, 'a', 'b', 'c'};
  struct reader r = {.at = nul, .left = sizeof nul};
  CHECK(!read_string(&r, 10) && r.bad);
  r = (struct reader){.at = longer, .left = sizeof longer};
  CHECK(!read_string(&r, 2) && r.bad);
}

static void a_writer_says_when_it_is_full(void) {
  uint8_t out[5];
  struct writer w = {.at = out, .left = sizeof out};
  write_u32(&w, 0x01020304);
  CHECK(!w.full && w.length == 4 && out[0] == 1 && out[3] == 4);
  write_u16(&w, 1);
  CHECK(w.full && w.length == 4);
}

static void a_queue_keeps_order_and_its_limit(void) {
  struct queue q;
  uint8_t piece[700];
  uint8_t wanted = 0, next = 0;
  queue_init(&q, 2000);
  for (int turn = 0; turn < 500; turn++) {
    size_t n = (size_t)(turn * 37 % 700);
    for (size_t i = 0; i < n; i++) piece[i] = (uint8_t)(next + i);
    if (queue_add(&q, piece, n)) next = (uint8_t)(next + n);
    else CHECK(queue_length(&q) + n > 2000);
    size_t take = queue_length(&q) / 2;
    for (size_t i = 0; i < take; i++) CHECK(q.bytes[q.start + i] == (uint8_t)(wanted + i));
    wanted = (uint8_t)(wanted + take);
    queue_drop(&q, take);
  }
  queue_free(&q);
}

static void frames_are_read_whole_or_refused(void) {
  uint8_t bytes[FRAME_HEADER + 3];
  struct frame f;
  frame_header(bytes, DATA, 0x010203, 3);
  for (size_t n = 0; n < sizeof bytes; n++) CHECK(frame_read(bytes, n, &f) == 0);
  CHECK(frame_read(bytes, sizeof bytes, &f) == sizeof bytes);
  CHECK(f.type == DATA && f.channel == 0x010203 && f.length == 3 && f.payload == bytes + FRAME_HEADER);
  frame_header(bytes, DATA, 0, FRAME_LONGEST + 1);
  CHECK(frame_read(bytes, sizeof bytes, &f) == -1);
  bytes[0] = 0;
  CHECK(frame_read(bytes, 1, &f) == -1);
  bytes[0] = BYE + 1;
  CHECK(frame_read(bytes, 1, &f) == -1);
}

static void a_ring_keeps_the_latest_by_offset(void) {
  struct ring ring;
  ring_init(&ring, 10);
  for (uint64_t n = 0; n < 1000;) {
    size_t room;
    uint8_t *space = ring_space(&ring, &room);
    size_t add = n % 7 + 1 < room ? n % 7 + 1 : room;
    for (size_t i = 0; i < add; i++) space[i] = (uint8_t)(n + i);
    ring_added(&ring, add);
    n += add;
    CHECK(ring.next == n && ring_first(&ring) == (n > 10 ? n - 10 : 0));
    for (uint64_t at = ring_first(&ring); at < n;) {
      const uint8_t *bytes;
      size_t got = ring_read(&ring, at, 3, &bytes);
      CHECK(got >= 1 && got <= 3);
      for (size_t i = 0; i < got; i++) CHECK(bytes[i] == (uint8_t)(at + i));
      at += got;
    }
  }
  const uint8_t *bytes;
  CHECK(ring_read(&ring, ring_first(&ring) - 1, 3, &bytes) == 0);
  CHECK(ring_read(&ring, ring.next, 3, &bytes) == 0);
  ring_free(&ring);
}

/* ---- tar ------------------------------------------------------------------------------------ */

static char directory[64];

static size_t entry(uint8_t *block, const char *name, char type, size_t size) {
  unsigned sum = 0;
  memset(block, 0, TAR_BLOCK);
  snprintf((char *)block, 100, "%s", name);
  snprintf((char *)block + 100, 8, "%07o", 04755);
  snprintf((char *)block + 124, 12, "%011zo", size);
  memset(block + 148, ' ', 8);
  block[156] = (uint8_t)type;
  memcpy(block + 257, "ustar\0" "00", 8);
  for (int i = 0; i < TAR_BLOCK; i++) sum += block[i];
  snprintf((char *)block + 148, 8, "%06o", sum);
  return TAR_BLOCK;
}

static bool unpack(const uint8_t *bytes, size_t n, size_t step, char *why) {
  struct tar tar;
  bool fine = tar_open(&tar, directory);
  for (size_t at = 0; fine && at < n; at += step) fine = tar_feed(&tar, bytes + at, n - at < step ? n - at : step);
  fine = fine && tar_whole(&tar);
  strcpy(why, tar.why);
  tar_close(&tar);
  return fine;
}

static void a_file_is_the_same_however_its_bytes_come(void) {
  uint8_t tar[4 * TAR_BLOCK] = {0};
  char why[200], path[128], text[32] = {0};
  struct stat file;
  entry(tar, "a/b", '0', 5);
  memcpy(tar + TAR_BLOCK, "hello", 5);
  snprintf(path, sizeof path, "%s/a/b", directory);
  for (size_t step = 1; step <= sizeof tar; step += 37) {
    CHECK(unpack(tar, sizeof tar, step, why));
    int fd = open(path, O_RDONLY);
    CHECK(fd >= 0 && read(fd, text, sizeof text) == 5 && !memcmp(text, "hello", 5));
    CHECK(fstat(fd, &file) == 0 && (file.st_mode & 07777) == 0755);
    close(fd);
    CHECK(unlink(path) == 0);
  }
}

static void what_leaves_the_directory_is_refused(void) {
  static const struct {
    const char *name;
    char type;
  } bad[] = {{"/x", '0'}, {"../x", '0'}, {"a/../../x", '0'}, {"a/..", '5'}, {"x", '2'}, {"x", '1'},
             {"x", '3'},  {"x", '6'},    {"", '0'},          {"x/", '0'}};
  uint8_t tar[2 * TAR_BLOCK] = {0};
  char why[200];
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    entry(tar, bad[i].name, bad[i].type, 0);
    CHECK(!unpack(tar, sizeof tar, sizeof tar, why) && *why);
  }
}

static void a_link_under_way_is_not_followed(void) {
  uint8_t tar[2 * TAR_BLOCK] = {0};
  char why[200], link[128];
  snprintf(link, sizeof link, "%s/out", directory);
  CHECK(symlink("/tmp", link) == 0);
  entry(tar, "out/agent-tui-escaped", '0', 0);
  CHECK(!unpack(tar, sizeof tar, sizeof tar, why));
  CHECK(access("/tmp/agent-tui-escaped", F_OK) < 0);
  entry(tar, "out", '0', 0); /* a file of that name replaces the link itself */
  CHECK(unpack(tar, sizeof tar, sizeof tar, why));
  struct stat file;
  CHECK(lstat(link, &file) == 0 && S_ISREG(file.st_mode));
}

static void a_wrong_checksum_or_a_cut_is_refused(void) {
  uint8_t tar[3 * TAR_BLOCK] = {0};
  char why[200];
  entry(tar, "c", '0', 600);
  CHECK(!unpack(tar, 2 * TAR_BLOCK, 100, why));
  CHECK(unpack(tar, 3 * TAR_BLOCK, 100, why));
  tar[0] = 'd';
  CHECK(!unpack(tar, 3 * TAR_BLOCK, 100, why));
}

int main(void) {
  strcpy(directory, "/tmp/agent-tui-test-XXXXXX");
  CHECK(mkdtemp(directory));
  a_cursor_never_reads_beyond_its_end();
  a_string_with_a_nul_or_too_long_is_bad();
  a_writer_says_when_it_is_full();
  a_queue_keeps_order_and_its_limit();
  frames_are_read_whole_or_refused();
  a_ring_keeps_the_latest_by_offset();
  a_file_is_the_same_however_its_bytes_come();
  what_leaves_the_directory_is_refused();
  a_link_under_way_is_not_followed();
  a_wrong_checksum_or_a_cut_is_refused();
  char command[128];
  snprintf(command, sizeof command, "rm -rf %s", directory);
  CHECK(system(command) == 0);
  puts("parts_test: 10 behaviours hold");
  return 0;
}
