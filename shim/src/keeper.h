/*
 * The keeper's parts and how they hang together.
 *
 *     serve.c      the command line, the keeper's sockets, signals, the end
 *     stream.c     attachments: who may attach, frames in, loss
 *     send.c       the channels, frames out
 *     pty.c        kind `pty`: pseudo-terminals and their rings
 *     run.c        kind `run`: programs without a terminal
 *     put.c        kind `put`: files unpacked by tar.c
 *     link.c       connections carried both ways: `forward`, and those that listeners accept
 *     spawn.c      fork and exec; children.c ends whole sessions; processes.c answers INFO
 *
 * Calls go down only: serve.c -> stream.c -> send.c, and serve.c -> the kinds -> send.c. What stream.c
 * needs of the kinds it finds in the table of *parts* that serve.c gives; what it needs of serve.c, the
 * end, it leaves in `end_wanted`.
 *
 * A *channel* is one conversation on the stream. Each kind embeds `struct channel` first and gives
 * its operations; stream.c and send.c know no kind. Sending is by pulling: when the stream can take a frame,
 * it asks the channels in turn to make one (`produce`), so nothing queues behind anything else and a
 * channel holds no unsent copies.
 */
#ifndef KEEPER_H
#define KEEPER_H

#include "frame.h"
#include "watch.h"

#include <sys/types.h>

enum {
  WINDOW = 64 << 10,       /* credit at first, each direction: ptys and requests */
  BULK_WINDOW = 256 << 10, /* the same for `put` and `egress` */
  MOST_CHANNELS = 256,
  MOST_PTYS = 256,
  MOST_WAITING = 64,      /* connections held while nobody is attached */
  WAIT_MS = 30 * 1000,    /* for so long */
  SILENCE_MS = 5 * 1000,  /* a stream that is silent for so long is lost */
  HANGUP_MS = 2 * 1000,   /* from a hang-up, or TERM, to KILL */
  LONGEST_TEXT = 4096,    /* of one path or name */
};

struct keeper;
struct channel;

struct operations {
  /* Makes a frame if there is something to send: writes the payload, sets the type. */
  bool (*produce)(struct channel *c, struct writer *payload, enum frame_type *type);
  /* Frames from the server; false ends the stream, for the frame makes no sense. May be NULL. */
  bool (*data)(struct channel *c, const uint8_t *bytes, size_t n);
  bool (*credit)(struct channel *c, uint8_t stream, uint32_t returned, uint32_t grown);
  bool (*end)(struct channel *c);
  void (*resize)(struct channel *c, uint16_t columns, uint16_t rows);
  void (*signal)(struct channel *c, int number);
  void (*info)(struct channel *c, struct writer *answer);
  /* The server has reset the channel, which is closed already. */
  void (*reset)(struct channel *c);
  /* The stream is gone and the channel with it; cleanly, or not. */
  void (*lost)(struct channel *c, bool clean);
};

struct channel {
  const struct operations *ops;
  struct keeper *keeper;
  struct channel *previous, *next;
  uint32_t id; /* 0 while it is closed */
};

/* A kind of channels that the server opens, and what has to be called of it. All but the first two
 * may be NULL. */
struct part {
  const char *kind; /* in OPEN */
  /* The rest of an OPEN or ATTACH on a free even channel: false when its fields are cut or wrong.
   * What can't be done is answered by RESET. */
  bool (*open)(struct keeper *k, uint32_t id, struct reader *r);
  bool (*attach)(struct keeper *k, uint32_t id, struct reader *r);
  void (*describe)(struct keeper *k, struct writer *hello); /* in our HELLO */
  void (*attached)(struct keeper *k);                       /* a server has said HELLO */
  void (*tick)(struct keeper *k, int64_t now); /* says by wake_at when it wants the next */
  void (*reap)(struct keeper *k);              /* a child may have ended */
  void (*end)(struct keeper *k);               /* ends all of them */
  bool (*left)(const struct keeper *k);        /* whether some are still there */
};

extern const struct part pty_part, run_part, put_part, forward_part;

struct stream;
struct pty;
struct run;
struct link;
struct listener;

struct keeper {
  struct loop loop;
  const struct part *const *parts; /* NULL after the last */
  struct stream *stream;     /* the attachment, after its HELLO */
  struct stream *candidates; /* those that have not said HELLO yet */
  struct channel *channels, *turn;
  int channel_count;
  uint32_t next_id; /* of the channels that the keeper opens: odd */
  uint32_t server_window, server_bulk; /* what the server takes at first on those */
  struct pty *ptys;
  struct run *runs;
  struct link *links;
  struct listener *listeners;
  /* from the command line */
  bool container;
  size_t ring;
  int64_t grace, idle;
  const char *secrets;
  /* the end */
  bool end_wanted; /* by the server */
  bool ending;
  int64_t end_by, idle_since;
};

/* stream.c */
void stream_accept(struct keeper *k, int fd);
void stream_pump(struct keeper *k);
void stream_tick(struct keeper *k, int64_t now);
void stream_bye(struct keeper *k);

/* send.c: puts a channel on the stream, and takes it off again. */
void channel_open(struct channel *c, uint32_t id);
void channel_close(struct channel *c);
/* Queues a small frame, before everything that channels produce. */
void control(struct channel *c, enum frame_type type, const void *payload, size_t n);
void control_credit(struct channel *c, uint8_t stream, size_t returned);
void control_reset(struct keeper *k, uint32_t id, const char *reason);

/* pty.c: whether the program of one still runs. */
bool ptys_alive(const struct keeper *k);

/* link.c: takes a connection of a kind, which waits for the stream if there is none; a relayed one
 * says its kind itself in a first line. */
void listen_on(struct keeper *k, const char *kind, const char *where);

#endif
