package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Keys, mouse events and pastes become the bytes that a program in its modes expects.
class KeyEncoderTest {
  private static Modes modes(String setting) {
    return new TestTerminal(80, 24).feed(setting).screen().modes();
  }

  private static String bytes(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).replace("\u001b", "^[");
  }

  private static String key(String chord, String setting) {
    return bytes(KeyEncoder.key(Key.parse(chord).orElseThrow(), modes(setting)));
  }

  @Test
  void plainKeysAreWhatTheyType() {
    assertEquals("a", key("a", ""));
    assertEquals("A", key("A", ""));
    assertEquals("%", key("%", ""));
    assertEquals("中", key("中", ""));
    assertEquals(" ", key("Space", ""));
    assertEquals("\r", key("Enter", ""));
    assertEquals("\r\n", key("Enter", "\u001b[20h"));
    assertEquals("\t", key("Tab", ""));
    assertEquals("\u007f", key("BSpace", ""));
    assertEquals("\b", key("BSpace", "\u001b[?67h"));
    assertEquals("^[", key("Escape", ""));
  }

  @Test
  void controlAndAltAreAsEver() {
    assertEquals("\u0001", key("C-a", ""));
    assertEquals("\u0000", key("C-Space", ""));
    assertEquals("\u001f", key("C-_", ""));
    assertEquals("\u001d", key("C-]", ""));
    assertEquals("^[x", key("M-x", ""));
    assertEquals("^[\u0001", key("C-M-a", ""));
    assertEquals("^[[Z", key("S-Tab", ""));
    assertEquals("\r", key("S-Enter", ""));
    assertEquals("\r", key("C-Enter", ""));
  }

  @Test
  void cursorKeysFollowTheirMode() {
    assertEquals("^[[A", key("Up", ""));
    assertEquals("^[OA", key("Up", "\u001b[?1h"));
    assertEquals("^[[1;5A", key("C-Up", "\u001b[?1h"));
    assertEquals("^[OH", key("Home", "\u001b[?1h"));
    assertEquals("^[[3~", key("Delete", ""));
    assertEquals("^[[5;2~", key("S-PageUp", ""));
    assertEquals("^[OP", key("F1", ""));
    assertEquals("^[OR", key("F3", ""));
    assertEquals("^[[1;2R", key("S-F3", ""));
    assertEquals("^[[15~", key("F5", ""));
    assertEquals("^[[24;5~", key("C-F12", ""));
  }

  @Test
  void theKeypadFollowsItsMode() {
    Key five = Key.of(Key.KP_0 + 5, 0);
    assertEquals("5", bytes(KeyEncoder.key(five, modes(""))));
    assertEquals("^[Ou", bytes(KeyEncoder.key(five, modes("\u001b="))));
    assertEquals("^[OM", bytes(KeyEncoder.key(Key.of(Key.KP_ENTER, 0), modes("\u001b="))));
    assertEquals("\r", bytes(KeyEncoder.key(Key.of(Key.KP_ENTER, 0), modes(""))));
  }

  @Test
  void otherKeysAreToldApartWhenAsked() {
    assertEquals("^[[27;2;13~", key("S-Enter", "\u001b[>4;1m"));
    assertEquals("^[[27;5;49~", key("C-1", "\u001b[>4;1m"));
    assertEquals("\u0001", key("C-a", "\u001b[>4;1m"));
    assertEquals("^[[27;5;97~", key("C-a", "\u001b[>4;2m"));
    assertEquals("^[[27;3;120~", key("M-x", "\u001b[>4;2m"));
    assertEquals("A", key("A", "\u001b[>4;2m"));
  }

  @Test
  void kittysFirstFlagTellsAmbiguousKeysApart() {
    String on = "\u001b[>1u";
    assertEquals("a", key("a", on));
    assertEquals("A", key("A", on));
    assertEquals("\r", key("Enter", on));
    assertEquals("^[[13;2u", key("S-Enter", on));
    assertEquals("^[[27u", key("Escape", on));
    assertEquals("^[[97;5u", key("C-a", on));
    assertEquals("^[[120;3u", key("M-x", on));
    assertEquals("^[[A", key("Up", on));
    assertEquals("^[[1;5A", key("C-Up", on));
    assertEquals("^[[3~", key("Delete", on));
    assertEquals("^[[P", key("F1", on));
    assertEquals("^[[13~", key("F3", on));
    assertEquals("^[[9;2u", key("S-Tab", on));
  }

  @Test
  void kittysOtherFlagsTellMore() {
    Key repeat = new Key('a', 0, Key.Event.REPEAT, 0, 0, "a");
    Key release = new Key('a', 0, Key.Event.RELEASE, 0, 0, "");
    assertEquals("", bytes(KeyEncoder.key(release, modes("\u001b[>1u"))));
    assertEquals("^[[97;1:3u", bytes(KeyEncoder.key(release, modes("\u001b[>3u"))));
    assertEquals("a", bytes(KeyEncoder.key(repeat, modes("\u001b[>3u"))));
    assertEquals("^[[97;1:2u", bytes(KeyEncoder.key(repeat, modes("\u001b[>10u"))));
    assertEquals("^[[97u", key("a", "\u001b[>8u"));
    assertEquals("^[[13u", key("Enter", "\u001b[>8u"));
    Key shifted = new Key('a', Input.SHIFT, Key.Event.PRESS, 'A', 'q', "A");
    assertEquals("^[[97:65:113;2;65u", bytes(KeyEncoder.key(shifted, modes("\u001b[>31u"))));
    assertEquals(
        "^[[97::113;5u",
        bytes(
            KeyEncoder.key(
                new Key('a', Input.CTRL, Key.Event.PRESS, 'A', 'q', ""), modes("\u001b[>5u"))));
    assertEquals("^[[97;2u", key("A", "\u001b[>8u"));
  }

  @Test
  void whatIsEncodedForKittyIsDecodedAgain() {
    for (String chord :
        new String[] {
          "C-a", "M-x", "S-Enter", "C-M-S-F5", "Escape", "C-Up", "S-Tab", "F3", "Delete"
        }) {
      byte[] bytes = KeyEncoder.key(Key.parse(chord).orElseThrow(), modes("\u001b[>1u"));
      assertEquals(
          chord, ((Key) new InputDecoder().decode(bytes, 0, bytes.length).getFirst()).chord());
    }
  }

  private static String mouse(
      Input.Mouse.Action action, Input.Mouse.Button button, int x, int y, String setting) {
    return bytes(KeyEncoder.mouse(new Input.Mouse(action, button, x, y, 0), modes(setting)));
  }

  @Test
  void theMouseIsReportedAsAskedFor() {
    var press = Input.Mouse.Action.PRESS;
    var release = Input.Mouse.Action.RELEASE;
    var move = Input.Mouse.Action.MOVE;
    var left = Input.Mouse.Button.LEFT;
    var none = Input.Mouse.Button.NONE;
    assertEquals("", mouse(press, left, 1, 1, ""));
    assertEquals("^[[M \"#", mouse(press, left, 1, 2, "\u001b[?1000h"));
    assertEquals("^[[M#\"#", mouse(release, left, 1, 2, "\u001b[?1000h"));
    assertEquals("", mouse(press, left, 300, 2, "\u001b[?1000h"));
    assertEquals("^[[<0;301;3M", mouse(press, left, 300, 2, "\u001b[?1000h\u001b[?1006h"));
    assertEquals("^[[<0;2;3m", mouse(release, left, 1, 2, "\u001b[?1000h\u001b[?1006h"));
    assertEquals("^[[32;2;3M", mouse(press, left, 1, 2, "\u001b[?1000h\u001b[?1015h"));
    assertEquals("", mouse(move, left, 1, 2, "\u001b[?1000h\u001b[?1006h"));
    assertEquals("^[[<32;2;3M", mouse(move, left, 1, 2, "\u001b[?1002h\u001b[?1006h"));
    assertEquals("", mouse(move, none, 1, 2, "\u001b[?1002h\u001b[?1006h"));
    assertEquals("^[[<35;2;3M", mouse(move, none, 1, 2, "\u001b[?1003h\u001b[?1006h"));
    assertEquals("", mouse(release, left, 1, 2, "\u001b[?9h"));
    assertEquals("^[[M \"#", mouse(press, left, 1, 2, "\u001b[?9h"));
  }

  @Test
  void theWheelIsArrowsOnTheAlternateScreen() {
    var wheel = Input.Mouse.Action.WHEEL;
    var up = Input.Mouse.Button.WHEEL_UP;
    assertEquals("", mouse(wheel, up, 1, 1, ""));
    assertEquals("^[[A^[[A^[[A", mouse(wheel, up, 1, 1, "\u001b[?1049h"));
    assertEquals("^[OA^[OA^[OA", mouse(wheel, up, 1, 1, "\u001b[?1049h\u001b[?1h"));
    assertEquals("", mouse(wheel, up, 1, 1, "\u001b[?1049h\u001b[?1007l"));
    assertEquals("^[[<64;2;2M", mouse(wheel, up, 1, 1, "\u001b[?1049h\u001b[?1000h\u001b[?1006h"));
  }

  @Test
  void aPasteCannotEndItself() {
    String evil = "a\u001b[201~rm -rf\n\u009b201~b\r\nc\u0003\td";
    assertEquals(
        "^[[200~a[201~rm -rf\r201~b\rc\td^[[201~",
        bytes(KeyEncoder.paste(evil, modes("\u001b[?2004h"))));
    assertEquals("a[201~rm -rf\r201~b\rc\td", bytes(KeyEncoder.paste(evil, modes(""))));
  }

  @Test
  void focusIsToldWhenAskedFor() {
    assertEquals("", bytes(KeyEncoder.focus(true, modes(""))));
    assertEquals("^[[I", bytes(KeyEncoder.focus(true, modes("\u001b[?1004h"))));
    assertEquals("^[[O", bytes(KeyEncoder.focus(false, modes("\u001b[?1004h"))));
  }
}
