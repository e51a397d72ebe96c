package agenttui.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is read out of an archive that an engine sends.
class VolumesTest {
  @Test
  void onlyFilesAtTheTopAreListedWithTheirSizes() throws IOException {
    byte[] tar =
        Tar.of(new Account(1000, 1000, false))
            .directory("v", 0700)
            .file("v/a.json", 0600, new byte[513])
            .link("v/link", "a.json")
            .directory("v/in", 0700)
            .file("v/in/deeper", 0600, new byte[1])
            .file("v/" + "n".repeat(120), 0600, new byte[1])
            .file("v/b.json", 0600, new byte[0])
            .bytes();
    List<Volumes.Entry> found = Volumes.entries(new ByteArrayInputStream(tar));
    assertEquals(
        List.of(
            new Volumes.Entry("a.json", 513, Instant.EPOCH),
            new Volumes.Entry("n".repeat(98), 1, Instant.EPOCH),
            new Volumes.Entry("b.json", 0, Instant.EPOCH)),
        found);
  }
}
