package agenttui.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.Network;
import agenttui.config.NetworkMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recipes, progress lines, certificates: what needs no engine.
class RecipeTest {
  @TempDir Path dir;

  private static Recipe recipe(String file, String content, String argument) {
    return new Recipe(
        "x", Map.of(file, content.getBytes(StandardCharsets.UTF_8)), Map.of("a", argument));
  }

  @Test
  void aHashChangesWithEveryPartOfTheRecipeAndWithNothingElse() {
    String hash = recipe("f", "c", "1").hash();
    assertEquals(hash, recipe("f", "c", "1").hash());
    assertNotEquals(hash, recipe("g", "c", "1").hash());
    assertNotEquals(hash, recipe("f", "d", "1").hash());
    assertNotEquals(hash, recipe("f", "c", "2").hash());
    assertTrue(hash.matches("[0-9a-f]{12}"));
  }

  @Test
  void nodeIsKnownForBothKindsOfMachineAndForNoOther() {
    for (String machine : List.of("x86_64", "aarch64")) {
      Node node = Node.of(machine);
      assertTrue(node.node().sha512().matches("[0-9a-f]{128}"));
      assertTrue(Integer.parseInt(node.node().version().split("\\.", 2)[0]) >= 22);
    }
    assertThrows(ImageException.class, () -> Node.of("vax"));
  }

  @Test
  void progressIsOneCleanLineWithTheTime() {
    Iterator<Instant> times =
        List.of(Instant.EPOCH, Instant.ofEpochSecond(5), Instant.ofEpochSecond(65)).iterator();
    List<String> lines = new ArrayList<>();
    Progress progress = Progress.to(lines::add, times::next);
    progress.says("image", "\u001b[31mStep 1/2\u0007\r\n" + "x".repeat(200));
    progress.bytes("image", 12_345_678);
    assertTrue(lines.getFirst().startsWith("image: "), lines.getFirst());
    assertTrue(lines.getFirst().endsWith(" · 5 s"), lines.getFirst());
    assertFalse(lines.getFirst().chars().anyMatch(c -> c < 32), lines.getFirst());
    assertTrue(lines.getFirst().length() < 90);
    assertEquals("image · 12.3 MB · 1 min 5 s", lines.get(1));
  }

  private static Network network(List<Path> ca) {
    return new Network(
        NetworkMode.OPEN, "", "", "", "", List.of(), ca, List.of(), List.of(), Map.of());
  }

  @Test
  void withoutExtraCertificatesThereIsNoBundle() {
    assertEquals(0, Certificates.bundle(network(List.of())).length);
  }

  @Test
  void theBundleHoldsTheSystemsCertificatesAndTheExtraOnesEachOnce() throws IOException {
    String own =
        """
        -----BEGIN CERTIFICATE-----
        OWN
        -----END CERTIFICATE-----
        """
            .replace("OWN", CERTIFICATE);
    Path file = Files.writeString(dir.resolve("ca.pem"), own);
    Path again = Files.writeString(dir.resolve("b.pem"), own + own);
    String bundle =
        new String(Certificates.bundle(network(List.of(file, again))), StandardCharsets.US_ASCII);
    String begin = CERTIFICATE.substring(0, 60);
    assertEquals(2, bundle.split(java.util.regex.Pattern.quote(begin), -1).length);
    assertTrue(bundle.split("BEGIN CERTIFICATE", -1).length > 20, "the system's are there too");
  }

  @Test
  void aFileThatIsNoCertificateIsNamed() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("bad.pem"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    ImageException e =
        assertThrows(ImageException.class, () -> Certificates.bundle(network(List.of(file))));
    assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e.getMessage());
  }

  /// A self-signed certificate for nobody, made for this test (P-256, valid until 2126).
  private static final String CERTIFICATE =
      """
      MIIBijCCAS+gAwIBAgIUQYzcgWlY4zhx9aSgxtKXoa0VoqAwCgYIKoZIzj0EAwIw
      GTEXMBUGA1UEAwwOYWdlbnQtdHVpIHRlc3QwIBcNMjYxMTIxMDYzNzEwWhgPMjEy
      NjEwMjgwNjM3MTBaMBkxFzAVBgNVBAMMDmFnZW50LXR1aSB0ZXN0MFkwEwYHKoZI
      zj0CAQYIKoZIzj0DAQcDQgAEPCbLAM0NaxTWOH/IomtCyl6bTIRYREH/xffGYX48
      23iSMmAKb5coMe2hoXGs1o0JvxxxqX+BTqSdxJHNFcJ4/6NTMFEwHQYDVR0OBBYE
      FHynKbz5V/mITBCW3ftrvQ0RZQIMMB8GA1UdIwQYMBaAFHynKbz5V/mITBCW3ftr
      vQ0RZQIMMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAKhGqHxJ
      kuwxENwOi2+ju67jgvw/UVQ9xgbJPnt02BcBAiEA55mskyK1MhT7hlQ7zg5rzge1
      44LxzPULGp1Xl2zVRlw=
      """
          .strip();
}
