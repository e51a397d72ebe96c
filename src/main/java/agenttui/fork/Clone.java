package agenttui.fork;

import agenttui.git.Hub;
import agenttui.git.Identity;
import agenttui.git.ObjectId;
import agenttui.git.Received;
import agenttui.git.Repository;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The clone in a fork's sandbox: git runs there, its answers are read here.
final class Clone {
  /// Most bytes of a bundle that are taken: a fork that added more must be told, not swallowed.
  private static final long MAX_BUNDLE = 4L << 30;

  private static final int MAX_FACTS = 4 << 20;

  private final Fork fork;
  private final Ground ground;

  Clone(Fork fork, Ground ground) {
    this.fork = fork;
    this.ground = ground;
  }

  /// Fills the empty workspace.
  void checkout(Repository repository, String hubPath) {
    Identity user = repository.identity();
    ObjectId snapshot = fork.snapshot();
    said(
        Script.CHECKOUT,
        List.of(
            hubPath,
            repository.objectFormat(),
            fork.branch(),
            fork.start().hex(),
            snapshot == null ? "" : snapshot.hex(),
            fork.baseBranch(),
            fork.base().hex(),
            user.name(),
            user.email(),
            repository.originUrl().orElse("")));
  }

  /// What is here now, kept on hidden refs of the clone.
  Kept snapshot() {
    Optional<ObjectId> head = Optional.empty();
    Optional<ObjectId> work = Optional.empty();
    for (String line : said(Script.SNAPSHOT, List.of()).lines().toList()) {
      if (line.startsWith("head ")) {
        head = ObjectId.of(line.substring("head ".length()));
      } else if (line.startsWith("snapshot ")) {
        work = ObjectId.of(line.substring("snapshot ".length()));
      }
    }
    ObjectId found = head.orElseThrow(() -> new ForkException(fork.id(), "it has no commit"));
    return new Kept(found, work);
  }

  /// A clone's state on hidden refs.
  ///
  /// @param head what is checked out (`refs/agent-tui/head`)
  /// @param work the uncommitted work (`refs/agent-tui/snapshot`)
  record Kept(ObjectId head, Optional<ObjectId> work) {}

  Facts facts() {
    return Facts.parse(bytes(Script.FACTS, List.of(fork.base().hex(), fork.start().hex())));
  }

  void commitAll(String message) {
    said(Script.COMMIT, List.of(message));
  }

  /// Brings `refs` home into the hub below `prefix`.
  ///
  /// @return the refs that came; nothing when all of it was there
  Map<String, ObjectId> bring(Hub hub, String prefix, List<String> refs) {
    Path file = temporary(hub);
    try {
      List<String> arguments = new ArrayList<>(List.of(fork.base().hex(), fork.start().hex()));
      arguments.addAll(refs);
      try (OutputStream out =
          new Capped(new BufferedOutputStream(Files.newOutputStream(file)), MAX_BUNDLE)) {
        checked(ground.run(Script.BUNDLE.with(arguments), out), Script.BUNDLE);
      }
      if (Files.size(file) == 0) {
        return Map.of();
      }
      return switch (hub.receive(file, MAX_BUNDLE, prefix)) {
        case Received.Done done -> done.refs();
        case Received.Refused refused ->
            throw new ForkException(fork.id(), "its commits were not taken: " + refused.why());
      };
    } catch (IOException e) {
      throw new ForkException(fork.id(), "its commits could not be read: " + e.getMessage(), e);
    } finally {
      forget(file);
    }
  }

  /// Gathers what only reflogs know and the uncommitted work, and brings everything home.
  Map<String, ObjectId> archive(Hub hub) {
    snapshot();
    said(Script.ARCHIVE, List.of(fork.base().hex(), fork.start().hex()));
    return bring(hub, fork.id().archive(), List.of("--all"));
  }

  private static Path temporary(Hub hub) {
    try {
      return Files.createTempFile(hub.path().getParent(), "incoming", ".bundle");
    } catch (IOException e) {
      throw new ForkException("cannot write beside " + hub.path() + ": " + e.getMessage(), e);
    }
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException ignored) {
      // The hub's sweep removes it.
    }
  }

  private String said(Script script, List<String> arguments) {
    return new String(bytes(script, arguments), java.nio.charset.StandardCharsets.UTF_8);
  }

  private byte[] bytes(Script script, List<String> arguments) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    checked(ground.run(script.with(arguments), new Capped(kept, MAX_FACTS)), script);
    return kept.toByteArray();
  }

  private void checked(Ground.Ran ran, Script script) {
    if (!ran.ok()) {
      String why =
          ran.complaint()
              .lines()
              .filter(l -> !l.isBlank())
              .reduce((_, last) -> last)
              .map(l -> l.replaceFirst("^(fatal|error): ", ""))
              .orElse("exit " + ran.code());
      String step = script.name().toLowerCase(java.util.Locale.ROOT);
      throw new ForkException(fork.id(), step + " failed in its sandbox: " + why);
    }
  }

  /// Refuses bytes beyond a limit.
  private static final class Capped extends OutputStream {
    private final OutputStream to;
    private long left;

    Capped(OutputStream to, long limit) {
      this.to = to;
      this.left = limit;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new IOException("more came out of the sandbox than is taken");
      }
      to.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      to.flush();
    }

    @Override
    public void close() throws IOException {
      to.close();
    }
  }
}
