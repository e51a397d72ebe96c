package agenttui.mux;

import agenttui.mux.copy.CopyMode;
import agenttui.term.Emulator;
import agenttui.term.Pty;
import agenttui.term.Screen;
import agenttui.term.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One program and what it shows. Owned by the event loop.
public final class Pane {
  private final PaneId id;
  private final Emulator emulator;
  private int number;
  private String name;
  private String branch = "";
  private List<Badge> badges = List.of();
  private List<String> facts = List.of();
  private PaneState state;
  private Activity activity;
  private String sandbox = "";
  private int ptyId = -1;
  private Command command = Command.NONE;
  private @Nullable Pty pty;
  private @Nullable CopyMode copying;

  /// Lines of history above the top row that shows, or −1 at the bottom. Counted from the first
  /// line ever, so that the same text stays while more comes.
  private long anchor = -1;

  private long taken;

  /// @param number as people see it, from 1
  /// @param name the agent's or program's name, any text
  public Pane(PaneId id, int number, String name, Emulator emulator, Instant now) {
    this.id = id;
    this.number = number;
    this.name = name;
    this.emulator = emulator;
    this.state = new PaneState.Running(now);
    this.activity = Activity.unknown(now);
  }

  /// Its identity.
  public PaneId id() {
    return id;
  }

  /// Its number in its window, from 1.
  public int number() {
    return number;
  }

  /// Gives it another number: it goes to another window, where its own is taken.
  void number(int now) {
    number = now;
  }

  /// The title's first word: the agent or program.
  public String name() {
    return name;
  }

  /// Changes the name.
  public void name(String now) {
    name = now;
  }

  /// The branch of its clone; empty when it has none.
  public String branch() {
    return branch;
  }

  /// Changes the branch that is shown.
  public void branch(String now) {
    branch = now;
  }

  /// What is not the default here.
  public List<Badge> badges() {
    return badges;
  }

  /// Changes the badges.
  public void badges(List<Badge> now) {
    badges = List.copyOf(now);
  }

  /// Network and kind of its sandbox in words (`open`, `docker`); empty until it runs, and on the
  /// host.
  public List<String> facts() {
    return facts;
  }

  /// What is known of the place it runs in, from what runs.
  public void surroundings(List<String> facts, List<Badge> badges) {
    this.facts = List.copyOf(facts);
    this.badges = List.copyOf(badges);
  }

  /// How its process stands.
  public PaneState state() {
    return state;
  }

  /// Changes how its process stands.
  public void state(PaneState now) {
    state = now;
  }

  /// What its program does and why.
  public Activity activity() {
    return activity;
  }

  /// Changes what its program does.
  public void activity(Activity now) {
    activity = now;
  }

  /// The id of its sandbox; empty for a program of the host.
  public String sandbox() {
    return sandbox;
  }

  /// The id of its pty inside that sandbox's keeper, −1 while it has none.
  public int ptyId() {
    return ptyId;
  }

  /// What it started last.
  public Command command() {
    return command;
  }

  /// It starts that, or has started it before a restart.
  public void command(Command what) {
    command = what;
  }

  /// Whether it is known how to start it again.
  public boolean startsAgain() {
    return !sandbox.isEmpty() || !command.arguments().isEmpty();
  }

  /// What its program reads from, once it runs.
  public Optional<Pty> pty() {
    return Optional.ofNullable(pty);
  }

  /// Says where it runs (known from disk before the pty is there again).
  public void placed(String inSandbox, int asPty) {
    sandbox = inSandbox;
    ptyId = asPty;
  }

  /// It has a program now; tells it the size that the pane has.
  public void connected(Pty to) {
    pty = to;
    to.resize(emulator.screen().size());
  }

  /// Its program or the way to it is gone; what shows stays.
  public void disconnected() {
    pty = null;
  }

  /// What it shows.
  public Emulator emulator() {
    return emulator;
  }

  /// Gives the program and its screen another size; nothing happens when it is the same.
  public void resize(Size size) {
    if (copying != null) {
      copying.resize(size);
    }
    if (!size.equals(emulator.screen().size())) {
      emulator.resize(size);
      if (pty != null) {
        pty.resize(size);
      }
    }
  }

  /// Says that somebody has copied what changed on the screen.
  ///
  /// @return a number that is one higher each time: a reader for whom it has grown by more than its
  ///   own calls has missed changes, and copies the whole screen
  public long damageTaken() {
    emulator.screen().clearDamage();
    return ++taken;
  }

  /// The number of the last [#damageTaken].
  public long takings() {
    return taken;
  }

  /// Copy mode, while somebody is in it.
  public Optional<CopyMode> copying() {
    return Optional.ofNullable(copying);
  }

  /// Copy mode begins, where it has not: what shows is frozen, and its program goes on beneath.
  public CopyMode copy() {
    if (copying == null) {
      copying = new CopyMode(emulator, scrolledBack());
      anchor = -1;
    }
    return copying;
  }

  /// Copy mode ends: what its program shows now is seen again.
  public void leaveCopy() {
    copying = null;
  }

  /// What is seen of it: its program's screen, or what copy mode froze of that.
  public Screen shown() {
    return copying == null ? emulator.screen() : copying.screen();
  }

  /// How many lines of history show above the screen; 0: the screen itself.
  public int scrolledBack() {
    if (copying != null) {
      return copying.back();
    }
    if (anchor < 0) {
      return 0;
    }
    long back = emulator.screen().historyTotal() - anchor;
    return Math.clamp(back, 0, emulator.screen().historySize());
  }

  /// Scrolls by lines, positive towards the past; at the end it follows again.
  public void scroll(int lines) {
    if (copying != null) {
      copying.scroll(lines);
      return;
    }
    int back = Math.clamp((long) scrolledBack() + lines, 0, emulator.screen().historySize());
    anchor = back == 0 ? -1 : emulator.screen().historyTotal() - back;
  }

  /// Back to the screen itself.
  public void scrollToEnd() {
    anchor = -1;
  }
}
