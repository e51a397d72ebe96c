package agenttui.git;

import agenttui.process.ProcessException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Packs as files: out of one object store, into a hub.
final class PackFile {
  /// Below this many objects they are stored loose, as `fetch.unpackLimit` does: the hub is never
  /// repacked, and a pack for each small commit would slow every read.
  private static final int LOOSE = 100;

  private PackFile() {}

  /// Writes the pack of `revisions` (see [Hub#packInput]) to `file`.
  ///
  /// @throws GitException when git cannot or the disk is full
  static void write(Git.Call call, byte[] revisions, Path file) throws IOException {
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
      stream(
          call,
          revisions,
          pack -> {
            try {
              pack.transferTo(to);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
  }

  /// Hands the pack of `revisions` to `reader` while git writes it.
  static void stream(Git.Call call, byte[] revisions, Consumer<InputStream> reader)
      throws IOException {
    Process process =
        started(
            call.with("pack.window=0"), "pack-objects", "--revs", "--thin", "--stdout", "--quiet");
    try (InputStream out = process.getInputStream()) {
      try (OutputStream in = process.getOutputStream()) {
        in.write(revisions);
      }
      reader.accept(out);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
    ended(process, "pack-objects");
  }

  private static Process started(Git.Call call, String... command) {
    try {
      return call.program(command).start(ProcessBuilder.Redirect.PIPE);
    } catch (ProcessException e) {
      throw new GitException(127, "git is missing: install git 2.38 or newer");
    }
  }

  /// Waits for its end; what these commands say fits a pipe's buffer, so it is read at the end.
  private static void ended(Process process, String verb) throws IOException {
    String complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = -1;
    try {
      code = process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    if (code != 0) {
      throw new GitException(1, "git " + verb + ": " + Git.oneLine(complaint));
    }
  }

  /// Stores the pack that begins at `offset` of `file`; no ref moves.
  ///
  /// @param limit most bytes git may read
  /// @param strict whether to check every object like one from a stranger
  /// @throws GitException when git refuses it
  static void into(Hub hub, Path file, long offset, long limit, boolean strict) throws IOException {
    String verb = objects(file, offset) < LOOSE ? "unpack-objects" : "index-pack";
    List<String> command = new ArrayList<>();
    command.addAll(
        verb.equals("index-pack") ? List.of(verb, "--stdin", "--fix-thin") : List.of(verb, "-q"));
    if (strict) {
      command.addAll(List.of("--strict", "--max-input-size=" + limit));
    }
    Process process = started(hub.call(), command.toArray(String[]::new));
    try (OutputStream in = process.getOutputStream();
        FileChannel from = FileChannel.open(file)) {
      from.position(offset);
      Channels.newInputStream(from).transferTo(in);
    } catch (IOException ignored) {
      // Git closed its end because it refuses the pack: its message says why.
    }
    ended(process, verb);
  }

  /// The number of objects: bytes 8 to 11 of a pack (gitformat-pack).
  private static long objects(Path file, long offset) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(12);
    try (FileChannel channel = FileChannel.open(file)) {
      while (head.hasRemaining() && channel.read(head, offset + head.position()) >= 0) {
        // A short read goes on where it stopped.
      }
    }
    if (head.hasRemaining() || head.getInt(0) != 0x5041434b) {
      throw new GitException(1, "not a pack");
    }
    return Integer.toUnsignedLong(head.getInt(8));
  }
}
