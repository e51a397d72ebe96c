package agenttui.term.parse;

/// What a parser tells, in the order of the input.
public interface Actions {
  /// Printable ASCII, 0x20 to 0x7E: `bytes` from `from` to `to` (exclusive, not empty).
  void text(byte[] bytes, int from, int to);

  /// A character from U+00A0 on; U+FFFD for what isn't UTF-8.
  void point(int codePoint);

  /// A C0 control but CAN, SUB and ESC.
  void control(int c);

  /// `ESC`, up to two intermediates (as in [Params#intermediates]), final; C1 controls too.
  void escape(int intermediates, int last);

  /// A control sequence.
  void csi(Params params, int last);

  /// OSC, without its end.
  ///
  /// @param payload valid during the call
  /// @param bell ended by BEL, not ST
  void osc(byte[] payload, int length, boolean bell);

  /// DCS: its head and what came behind.
  void dcs(Params params, int last, byte[] payload, int length);

  /// APC; SOS and PM are eaten.
  void apc(byte[] payload, int length);

  /// The title of GNU screen (`ESC k`, "String Escapes" in its manual), without its end.
  void title(byte[] payload, int length);
}
