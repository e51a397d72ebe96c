package agenttui.mux.copy;

import agenttui.term.Screen;

/// The rows that a command has written, as the shell marks its prompts.
///
/// @param from the first row
/// @param to the last one; above the first when it has written nothing
record Output(int from, int to) {
  /// What the command wrote that a row belongs to. Where nothing stands below the newest prompt, it
  /// is the command before that: copy mode begins at such a prompt.
  static Output at(Screen screen, Cells cells, int row) {
    int prompt = above(screen, cells, row);
    int next = row + 1;
    while (next <= cells.lastRow() && !screen.prompt(next)) {
      next++;
    }
    if (next <= cells.lastRow()) {
      return new Output(behind(screen, cells, prompt), next - 1);
    }
    if (prompt < cells.firstRow()) {
      return new Output(1, 0); // No shell has marked anything here.
    }
    int last = cells.lastRow();
    while (last >= cells.firstRow() && cells.empty(last)) {
      last--;
    }
    int first = behind(screen, cells, prompt);
    return first > last
        ? new Output(behind(screen, cells, above(screen, cells, prompt - 1)), prompt - 1)
        : new Output(first, last);
  }

  /// The nearest row from one upwards where a prompt begins; above the oldest when there is none.
  private static int above(Screen screen, Cells cells, int row) {
    int at = row;
    while (at >= cells.firstRow() && !screen.prompt(at)) {
      at--;
    }
    return at;
  }

  /// The row behind a prompt and the command in its line, which may be wrapped.
  private static int behind(Screen screen, Cells cells, int prompt) {
    int at = prompt;
    while (at >= cells.firstRow() && at < cells.lastRow() && screen.wrapped(at)) {
      at++;
    }
    return at + 1;
  }

  /// Whether there is none.
  boolean isEmpty() {
    return from > to;
  }
}
