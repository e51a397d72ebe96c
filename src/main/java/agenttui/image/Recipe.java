package agenttui.image;

import agenttui.docker.Account;
import agenttui.docker.Labels;
import agenttui.docker.Tar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// What an image is built from: the files of `docker/NAME` and the values that go in. Equal recipes
/// have equal hashes, which name the image.
///
/// @param name the folder
/// @param files the build context, by name
/// @param arguments the build arguments that change the result
record Recipe(String name, Map<String, byte[]> files, Map<String, String> arguments) {
  Recipe {
    files = new TreeMap<>(files);
    arguments = new TreeMap<>(arguments);
  }

  /// The text of a file that ships with the program, below `docker/`.
  static String text(String path) {
    try (InputStream in = Recipe.class.getResourceAsStream("/docker/" + path)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: no resource docker/" + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the resource docker/" + path, e);
    }
  }

  /// 12 hexadecimal digits of a SHA-256 over everything in it.
  String hash() {
    StringBuilder all = new StringBuilder(name).append('\n');
    files.forEach(
        (file, content) -> all.append(file).append(' ').append(digest(content)).append('\n'));
    arguments.forEach((key, value) -> all.append(key).append('=').append(value).append('\n'));
    return digest(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 12);
  }

  static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The build context.
  ///
  /// @param owner goes into a label of every layer, from the first on; two owners' images are the
  ///   same otherwise
  byte[] context(Account account, String owner) {
    Tar tar = Tar.of(account);
    files.forEach((file, content) ->
        tar.file(file, 0644, file.equals("Dockerfile") ? labelled(content, owner) : content));
    return tar.bytes();
  }

  private static byte[] labelled(byte[] dockerfile, String owner) {
    return new String(dockerfile, StandardCharsets.UTF_8)
        .replaceFirst("(?m)^FROM .*$", "$0\nLABEL " + Labels.LAYER + "=" + owner)
        .getBytes(StandardCharsets.UTF_8);
  }
}
