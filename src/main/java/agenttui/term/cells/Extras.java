package agenttui.term.cells;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The side table of cells: underline colour, hyperlink, and protection against selective erase.
public final class Extras {
  /// Different combinations of one emulator at a time.
  static final int LIMIT = 1 << 14;

  /// Different links at a time.
  static final int LINKS = 1 << 12;

  /// Longest target (VTE's figure, which others took over) and longest id.
  public static final int LONGEST_TARGET = 2083;

  public static final int LONGEST_ID = 250;

  /// What a cell has beside its style.
  ///
  /// @param underline colour, 0 none
  /// @param link number of the link, 0 none
  /// @param isProtected DECSCA or SPA
  public record Extra(int underline, int link, boolean isProtected) {
    /// Nothing.
    public static final Extra NONE = new Extra(0, 0, false);
  }

  /// A hyperlink.
  ///
  /// @param id what joins cells to one link, may be empty
  /// @param target as the program wrote it
  public record Link(String id, String target) {}

  private final Interner<Extra> extras = new Interner<>(LIMIT);
  private final Interner<Link> links = new Interner<>(LINKS);

  /// What a number means.
  public Extra get(int number) {
    Extra extra = extras.get(number);
    return extra == null ? Extra.NONE : extra;
  }

  /// A link by its number.
  public @Nullable Link link(int number) {
    return links.get(number);
  }

  boolean wantsSweep() {
    return extras.wantsSweep() || links.wantsSweep();
  }

  /// The number of a combination; 0 for none and when there is no room.
  public int number(Extra extra) {
    if (extra.equals(Extra.NONE)) {
      return 0;
    }
    int number = extras.find(extra);
    return number == 0 ? extras.add(extra) : number;
  }

  /// The number of a link; 0 when there is no room.
  public int linkNumber(Link link) {
    int number = links.find(link);
    return number == 0 ? links.add(link) : number;
  }

  void mark(int number) {
    extras.mark(number);
  }

  void markLink(int number) {
    links.mark(number);
  }

  void sweep() {
    for (int i = 1; i < extras.values().size(); i++) {
      if (extras.isMarked(i)) {
        links.mark(get(i).link());
      }
    }
    extras.sweep();
    links.sweep();
  }

  /// All combinations by number.
  public List<@Nullable Extra> all() {
    return extras.values();
  }

  /// All links by number.
  public List<@Nullable Link> allLinks() {
    return links.values();
  }

  /// Puts a combination back.
  public void restore(int number, Extra extra) {
    extras.restore(number, extra);
  }

  /// Puts a link back.
  public void restoreLink(int number, Link link) {
    links.restore(number, link);
  }
}
