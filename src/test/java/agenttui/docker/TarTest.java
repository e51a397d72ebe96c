package agenttui.docker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What [Tar] writes, read by the system's tar.
class TarTest {
  private static final Account ACCOUNT = new Account(1234, 2345, false);

  private static String tar(byte[] archive, String... arguments) {
    Exit exit = Program.of(arguments).stdin(archive).run();
    assertEquals("", exit.complaint());
    return exit.text();
  }

  @Test
  void entriesHaveOwnerModeAndContent() {
    byte[] archive =
        Tar.of(ACCOUNT)
            .directory("d", 0700)
            .file("d/f", 0640, "text".getBytes(StandardCharsets.UTF_8))
            .link("l", "d/f")
            .bytes();
    List<String> listed =
        tar(archive, "tar", "--utc", "--numeric-owner", "-tvf", "-").lines().toList();
    assertEquals("drwx------ 1234/2345         0 1970-01-01 00:00 d/", listed.get(0));
    assertEquals("-rw-r----- 1234/2345         4 1970-01-01 00:00 d/f", listed.get(1));
    assertEquals("lrwxrwxrwx 1234/2345         0 1970-01-01 00:00 l -> d/f", listed.get(2));
    assertEquals("text", tar(archive, "tar", "-xOf", "-", "d/f"));
  }

  @Test
  void longAndForeignNamesSurvive() {
    String name = "d".repeat(120) + "/ü😀 '\"\n" + "x".repeat(80);
    byte[] archive = Tar.ofRoot().file(name, 0444, new byte[] {7}).link("l", name).bytes();
    String listed = tar(archive, "tar", "--quoting-style=literal", "-tf", "-");
    assertEquals(name + "\nl\n", listed);
    assertArrayEquals(
        new byte[] {7}, tar(archive, "tar", "-xOf", "-").getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 513, 100_000})
  void everySizeOfContentEndsAtABlock(int size) {
    byte[] archive =
        Tar.of(ACCOUNT).file("f", 0644, new byte[size]).file("g", 0644, new byte[1]).bytes();
    assertEquals(0, archive.length % 512);
    assertEquals(size, tar(archive, "tar", "-xOf", "-", "f").length());
    assertEquals("f\ng\n", tar(archive, "tar", "-tf", "-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "..", "a/../b", "a/..", "a\0b"})
  void namesThatLeadOutAreRefused(String name) {
    Tar tar = Tar.of(ACCOUNT);
    assertThrows(IllegalArgumentException.class, () -> tar.file(name, 0644, new byte[0]));
  }
}
