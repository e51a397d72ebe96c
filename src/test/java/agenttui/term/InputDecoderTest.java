package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Bytes of the outer terminal become keys, mouse events, pastes and reports.
class InputDecoderTest {
  private final InputDecoder decoder = new InputDecoder();

  private List<Input> decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return decoder.decode(bytes, 0, bytes.length);
  }

  /// The chords of all keys in it.
  private String chords(String text) {
    List<String> chords = new ArrayList<>();
    List<Input> all = new ArrayList<>(decode(text));
    all.addAll(decoder.flush());
    for (Input input : all) {
      chords.add(input instanceof Key key ? key.chord() : input.toString());
    }
    return String.join(" ", chords);
  }

  @Test
  void charactersAndControlsAreKeys() {
    assertEquals("a A % Space é 中 👍", chords("aA% é中👍"));
    assertEquals(
        "Enter Tab BSpace C-a C-Space C-h C-\\ C-_",
        chords("\r\t\u007f\u0001\u0000\b\u001c\u001f"));
  }

  @Test
  void aCharacterMayComeInPieces() {
    byte[] bytes = "中".getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of(), decoder.decode(bytes, 0, 1));
    assertEquals(List.of(), decoder.decode(bytes, 1, 1));
    assertEquals(List.of(Key.of('中', 0)), decoder.decode(bytes, 2, 1));
  }

  @Test
  void aLoneEscapeWaitsForWhatFollows() {
    assertEquals(List.of(), decode("\u001b"));
    assertTrue(decoder.isPending());
    assertEquals(List.of(Key.of(Key.ESCAPE, 0)), decoder.flush());
    assertFalse(decoder.isPending());
  }

  @Test
  void escapeAndACharacterAreAlt() {
    assertEquals(
        "M-x M-é C-M-a M-Enter M-BSpace", chords("\u001bx\u001bé\u001b\u0001\u001b\r\u001b\u007f"));
    assertEquals("M-[", chords("\u001b["));
    assertEquals("M-O", chords("\u001bO"));
    assertEquals("M-]", chords("\u001b]"));
  }

  @Test
  void twoEscapesAreTwoKeys() {
    assertEquals("Escape Escape", chords("\u001b\u001b"));
    assertEquals("Escape Up", chords("\u001b\u001b[A"));
  }

  @Test
  void functionKeysComeInAllTheirSpellings() {
    assertEquals(
        "Up Down Right Left Home End", chords("\u001b[A\u001b[B\u001b[C\u001bOD\u001bOH\u001b[F"));
    assertEquals(
        "Home Insert Delete End PageUp PageDown",
        chords("\u001b[1~\u001b[2~\u001b[3~\u001b[4~\u001b[5~\u001b[6~"));
    assertEquals("F1 F2 F5 F12 F13", chords("\u001bOP\u001b[12~\u001b[15~\u001b[24~\u001b[25~"));
    assertEquals("F1 F5", chords("\u001b[[A\u001b[[E"));
    assertEquals("S-Tab", chords("\u001b[Z"));
  }

  @Test
  void modifiersAreRead() {
    assertEquals(
        "C-Left M-Up S-F5 C-M-S-Delete", chords("\u001b[1;5D\u001b[1;3A\u001b[15;2~\u001b[3;8~"));
  }

  @Test
  void otherKeysAreRead() {
    assertEquals("S-Enter C-i C-%", chords("\u001b[27;2;13~\u001b[27;5;105~\u001b[27;5;37~"));
  }

  @Test
  void kittyKeysAreRead() {
    assertEquals("C-i Escape S-Enter", chords("\u001b[105;5u\u001b[27u\u001b[13;2u"));
    assertEquals("A % M-A", chords("\u001b[97:65;2u\u001b[53:37;2u\u001b[97;4u"));
    Key key = (Key) decode("\u001b[97:65:113;2:2;65u").getFirst();
    assertEquals(new Key('a', Input.SHIFT, Key.Event.REPEAT, 'A', 'q', "A"), key);
    Key released = (Key) decode("\u001b[97;1:3u").getFirst();
    assertEquals(Key.Event.RELEASE, released.event());
    assertEquals("", released.chord());
    assertEquals("5 Enter", chords("\u001b[57404u\u001b[57414u"));
    assertEquals("a", chords("\u001b[97;65u"), "locks make no other chord");
  }

  @Test
  void theMouseIsRead() {
    assertEquals(
        List.of(
            new Input.Mouse(Input.Mouse.Action.PRESS, Input.Mouse.Button.LEFT, 9, 4, 0),
            new Input.Mouse(Input.Mouse.Action.RELEASE, Input.Mouse.Button.LEFT, 9, 4, 0),
            new Input.Mouse(Input.Mouse.Action.MOVE, Input.Mouse.Button.LEFT, 10, 4, 0),
            new Input.Mouse(Input.Mouse.Action.MOVE, Input.Mouse.Button.NONE, 0, 0, 0),
            new Input.Mouse(
                Input.Mouse.Action.WHEEL, Input.Mouse.Button.WHEEL_UP, 2, 2, Input.CTRL)),
        decode("\u001b[<0;10;5M\u001b[<0;10;5m\u001b[<32;11;5M\u001b[<35;1;1M\u001b[<80;3;3M"));
  }

  @Test
  void aPasteIsOneInput() {
    assertEquals(
        List.of(new Input.Paste("a\r\u001b[A中", false), Key.of('x', 0)),
        decode("\u001b[200~a\r\u001b[A中\u001b[201~x"));
  }

  @Test
  void aPasteMayComeInPieces() {
    List<Input> all = new ArrayList<>();
    byte[] bytes = "\u001b[200~ab\u001b[20cd\u001b[201~".getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      all.addAll(decoder.decode(new byte[] {b}, 0, 1));
      assertFalse(all.isEmpty() && b == '~' && decoder.isPending());
    }
    assertEquals(List.of(new Input.Paste("ab\u001b[20cd", false)), all);
  }

  @Test
  void aPasteBeyondTheLimitIsCutAndSaysSo() {
    byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    assertEquals(List.of(), decode("\u001b[200~"));
    for (int i = 0; i < 10; i++) {
      assertEquals(List.of(), decoder.decode(piece, 0, piece.length));
    }
    Input.Paste paste = (Input.Paste) decode("\u001b[201~").getFirst();
    assertEquals(InputDecoder.PASTE_LIMIT, paste.text().length());
    assertTrue(paste.truncated());
  }

  @Test
  void keysBehindAPasteWhoseEndNeverCameAreKeysAgain() {
    assertEquals(List.of(), decode("\u001b[200~a\003 long\r"));
    assertTrue(decoder.isPasting());
    decoder.stall();
    assertEquals(List.of(), decode("cd\r\n"));
    List<Input> paste = List.of(new Input.Paste("a\003 long\rcd\r\n", false));
    List<Input> keys = new ArrayList<>(decode("\u001b[A"));
    assertEquals(paste, List.of(keys.removeFirst()));
    assertEquals(List.of(Key.of(Key.UP, 0)), keys);
    assertFalse(decoder.isPasting());
    assertEquals(List.of(Key.of('x', 0)), decode("x"));
  }

  @Test
  void aPasteThatStoodStillGoesOn() {
    assertEquals(List.of(), decode("\u001b[200~ab\u001b[2"));
    decoder.stall();
    assertEquals(List.of(new Input.Paste("ab", false)), decode("01~"));
    assertEquals(List.of(), decode("\u001b[200~ab"));
    decoder.stall();
    assertEquals(List.of(), decode("rm\r\u001b"));
    assertEquals(List.of(new Input.Paste("abrm\r", false)), decode("[201~"));
  }

  @Test
  void focusIsRead() {
    assertEquals(
        List.of(new Input.Focus(true), new Input.Focus(false)), decode("\u001b[I\u001b[O"));
  }

  @Test
  void reportsAreRead() {
    assertEquals(
        List.of(
            new Input.Report.Attributes(List.of(64, 1, 22)),
            new Input.Report.Mode(2026, true, 2),
            new Input.Report.Colour(11, 0x1E1E2E),
            new Input.Report.Colour(256 + 4, 0xFF0000),
            new Input.Report.Cursor(9, 19),
            new Input.Report.KeyboardFlags(5),
            new Input.Report.Version("ghostty 1.2"),
            new Input.Report.ColourScheme(false),
            new Input.Report.WindowSize(new Size(80, 24))),
        decode(
            "\u001b[?64;1;22c\u001b[?2026;2$y\u001b]11;rgb:1e1e/1e1e/2e2e\u001b\\"
                + "\u001b]4;4;rgb:ff/00/00\u0007\u001b[20;10R\u001b[?5u\u001bP>|ghostty 1.2\u001b\\"
                + "\u001b[?997;2n\u001b[48;24;80;480;800t"));
  }

  @Test
  void aReportThatIsCutIsNotTakenForKeys() {
    assertEquals(List.of(), decode("\u001b]11;rgb:1e1e"));
    assertEquals(List.of(), decoder.flush());
    assertEquals(List.of(new Input.Report.Colour(11, 0x1E1E2E)), decode("/1e1e/2e2e\u0007"));
  }

  /// Feeds a text in pieces, as a read of a terminal brings them, and has the keys.
  private String pieces(String text, int size) {
    StringBuilder chords = new StringBuilder();
    for (int at = 0; at < text.length(); at += size) {
      decode(text.substring(at, Math.min(text.length(), at + size)))
          .forEach(input -> chords.append(input instanceof Key key ? key.chord() : ""));
    }
    return chords.toString();
  }

  @Test
  void noPieceOfAnEndlessAnswerIsTakenForKeys() {
    String much = "x".repeat(100_000);
    for (int size : new int[] {1, 1000, 4096, 5000, 200_000}) {
      for (String end : List.of("\u001b\\", "\u0007")) {
        assertEquals("a", pieces("\u001b]11;" + much + end + "a", size));
        assertEquals("a", pieces("\u001bP>|" + much + end + "a", size));
      }
      assertEquals("a", pieces("\u001b[" + "1;".repeat(50_000) + "Ra", size));
    }
  }

  @Test
  void anAnswerWithoutAnEndTakesNoKeyBehindAControl() {
    assertEquals("C-b%", pieces("\u001b]11;rgb:1e\u0002%", 100));
    assertEquals("Entera", pieces("\u001bP1+r\ra", 3));
    assertEquals("Upa", pieces("\u001b]11;rgb:1e\u001b[Aa", 2));
    assertEquals("C-ca", pieces("\u001b]11;" + "x".repeat(9000) + "\u0003a", 1000));
  }

  @Test
  void anAnswerWithoutAnEndIsGivenUpAfterAWhile() {
    assertFalse(decoder.isOpen());
    assertEquals("", pieces("\u001b]11;rgb:1e", 100));
    assertTrue(decoder.isOpen());
    decoder.giveUp();
    assertFalse(decoder.isOpen());
    assertEquals("a", pieces("a", 1));
    assertEquals("", pieces("\u001b]11;" + "x".repeat(9000), 1000));
    assertTrue(decoder.isOpen());
    decoder.giveUp();
    assertEquals("a", pieces("a", 1));
  }

  @Test
  void anyBytesAreTakenWithoutComplaint() {
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = Streams.of(i, 40);
      decoder.decode(bytes, 0, bytes.length);
      byte[] noise = new byte[random.nextInt(30)];
      random.nextBytes(noise);
      decoder.decode(noise, 0, noise.length);
      if (random.nextInt(3) == 0) {
        decoder.flush();
      }
    }
    decode("\u0018\u001b\\\u001b[201~\u0007");
    decoder.flush();
    assertEquals("x", chords("x"), "it goes on");
  }
}
