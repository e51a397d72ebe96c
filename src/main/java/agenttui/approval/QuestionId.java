package agenttui.approval;

import java.util.Optional;

/// Names one waiting question and the exact call that it is about: `12-9f3a01bc`.
///
/// @param number counted from 1 while a server lives
/// @param hash [Request#hash] of what is asked
public record QuestionId(long number, String hash) {
  /// The id that `text` is, or nothing.
  public static Optional<QuestionId> of(String text) {
    return text.matches("[1-9][0-9]{0,8}-[0-9a-f]{8}")
        ? Optional.of(
            new QuestionId(
                Long.parseLong(text.substring(0, text.indexOf('-'))),
                text.substring(text.indexOf('-') + 1)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return number + "-" + hash;
  }
}
