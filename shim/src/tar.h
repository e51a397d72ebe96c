/*
 * Unpacks a tar stream into a directory, as the bytes come.
 *
 * Files and directories only: an entry that is a link, a device, absolute, or goes through `..` or
 * through a symbolic link is refused, and with it the rest of the stream. Owners and times are not
 * kept, of the mode the nine permission bits are. A file appears under its name when it is whole.
 */
#ifndef TAR_H
#define TAR_H

#include "bytes.h"

enum { TAR_BLOCK = 512, TAR_NAME = 4096 };

struct tar {
  int root;      /* the directory */
  int directory; /* where the file under way lies, or -1 */
  int file;      /* under its temporary name */
  uint8_t block[TAR_BLOCK];
  size_t filled;
  uint64_t left;  /* of the entry under way */
  size_t padding; /* after it */
  char type;      /* of the entry under way, 0 between entries */
  unsigned mode;
  char name[TAR_NAME + 1];      /* of a file: its last part */
  char long_name[TAR_NAME + 1]; /* said by an entry before, for the next one */
  char *text; /* of an entry that says a name */
  size_t text_length;
  bool ended;
  char why[200]; /* why it was refused */
};

/* Starts; makes the directory when it is missing. False, and why, when that fails. */
bool tar_open(struct tar *t, const char *directory);
/* Takes bytes; false, and why, when something is refused or can't be written. */
bool tar_feed(struct tar *t, const uint8_t *bytes, size_t n);
/* Whether the stream may end here; false, and why, within an entry. */
bool tar_whole(struct tar *t);
void tar_close(struct tar *t);

#endif
