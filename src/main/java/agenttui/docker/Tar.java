package agenttui.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes a tar archive (POSIX.1-2001 `ustar` with `pax` paths) in memory: the form in which files
/// reach volumes. One thread.
///
/// Names are relative, with `/` between; a directory's own entry sets its owner and mode. Times are
/// zero, so the same content gives the same bytes.
public final class Tar {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int uid;
  private final int gid;

  private Tar(int uid, int gid) {
    this.uid = uid;
    this.gid = gid;
  }

  /// An empty archive whose entries belong to `account`.
  public static Tar of(Account account) {
    return new Tar(account.uid(), account.gid());
  }

  /// An empty archive whose entries belong to root: for what nobody in a container may change.
  public static Tar ofRoot() {
    return new Tar(0, 0);
  }

  /// Adds a directory.
  ///
  /// @param mode permission bits (`0700` in Java's octal)
  /// @throws IllegalArgumentException for a name that is absolute or climbs
  public Tar directory(String name, int mode) {
    entry(checked(name) + "/", '5', mode, "", new byte[0]);
    return this;
  }

  /// Adds a regular file.
  ///
  /// @throws IllegalArgumentException for a name that is absolute or climbs
  public Tar file(String name, int mode, byte[] content) {
    entry(checked(name), '0', mode, "", content);
    return this;
  }

  /// Adds a symbolic link; `target` is taken as it is.
  ///
  /// @throws IllegalArgumentException for a name that is absolute or climbs
  public Tar link(String name, String target) {
    entry(checked(name), '2', 0777, target, new byte[0]);
    return this;
  }

  /// The archive, with its end. More entries may follow for a longer one.
  public byte[] bytes() {
    byte[] entries = out.toByteArray();
    return Arrays.copyOf(entries, entries.length + 2 * BLOCK);
  }

  private static String checked(String name) {
    if (name.isEmpty()
        || name.startsWith("/")
        || name.indexOf('\0') >= 0
        || Arrays.asList(name.split("/", -1)).contains("..")) {
      throw new IllegalArgumentException("not a name inside an archive: " + name);
    }
    return name;
  }

  private void entry(String name, char type, int mode, String target, byte[] content) {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    byte[] link = target.getBytes(StandardCharsets.UTF_8);
    if (path.length > 100 || link.length > 100) {
      extended(path, link);
    }
    header(path, type, mode, link, content.length);
    body(content);
  }

  /// A `pax` header for what does not fit in 100 bytes (POSIX.1-2017, pax, extended header).
  private void extended(byte[] path, byte[] link) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    keyword(records, "path", path);
    if (link.length > 0) {
      keyword(records, "linkpath", link);
    }
    byte[] content = records.toByteArray();
    header("pax".getBytes(StandardCharsets.US_ASCII), 'x', 0644, new byte[0], content.length);
    body(content);
  }

  private static void keyword(ByteArrayOutputStream into, String key, byte[] value) {
    int rest = 1 + key.length() + 1 + value.length + 1;
    int length = rest + 1;
    while (Integer.toString(length).length() + rest != length) {
      length = Integer.toString(length).length() + rest;
    }
    into.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.US_ASCII));
    into.writeBytes(value);
    into.write('\n');
  }

  private void header(byte[] path, char type, int mode, byte[] link, int size) {
    byte[] block = new byte[BLOCK];
    System.arraycopy(path, 0, block, 0, Math.min(100, path.length));
    octal(block, 100, 8, mode);
    octal(block, 108, 8, uid);
    octal(block, 116, 8, gid);
    octal(block, 124, 12, size);
    octal(block, 136, 12, 0);
    Arrays.fill(block, 148, 156, (byte) ' ');
    block[156] = (byte) type;
    System.arraycopy(link, 0, block, 157, Math.min(100, link.length));
    System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, block, 257, 8);
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(block, 148, 7, sum);
    out.writeBytes(block);
  }

  private static void octal(byte[] block, int at, int width, long value) {
    String digits = Long.toOctalString(value);
    String padded = "0".repeat(Math.max(0, width - 1 - digits.length())) + digits;
    System.arraycopy(padded.getBytes(StandardCharsets.US_ASCII), 0, block, at, padded.length());
    block[at + padded.length()] = 0;
  }

  private void body(byte[] content) {
    out.writeBytes(content);
    out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }
}
