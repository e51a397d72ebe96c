package agenttui.mux;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a sheet asks: facts and choices as values. Each choice carries the command line that it
/// means, so a sheet can do nothing that the shell could not. Texts may come from outside (branch
/// and file names): whoever draws them makes control characters visible.
public sealed interface Question {
  /// The words in the sheet's top rule.
  String title();

  /// The word in the hint rule while it is open: `FORK`.
  String mode();

  /// A button.
  ///
  /// @param command what it runs; empty: it closes the sheet
  record Choice(String label, String command) {}

  /// A better way, on a letter.
  record Way(char key, String label, String command) {}

  /// One row of what would be lost.
  ///
  /// @param what how much of what: `3 files`
  /// @param how in which state: `not committed`
  /// @param which their names, cut by the teller: `test/clock.ts, 2 more`
  record Fact(String what, String how, String which) {}

  /// Yes or no.
  ///
  /// @param destroys whether something is lost: red, and No is selected
  /// @param lost what; may be empty
  /// @param stays what is kept, and for how long; may be empty
  /// @param first better ways
  /// @param no the safe answer
  /// @param yes the other one
  record Confirm(
      String title,
      String mode,
      boolean destroys,
      List<Fact> lost,
      String stays,
      List<Way> first,
      Choice no,
      Choice yes)
      implements Question {}

  /// Where a fork may start from.
  ///
  /// @param label what a person reads: `this pane as it is now`
  /// @param note beside it, muted: `a41f9c2, 3 files not committed`
  /// @param option the words added to the command line: `--base main`; empty for the default
  /// @param uncommitted whether files that are not committed can come along
  record Base(String label, String note, String option, boolean uncommitted) {}

  /// The fork dialog. Its command line is `command [COPIES] --agent A [base option]
  /// [--include-dirty]`.
  ///
  /// @param command what the line begins with: `fork -t %1`
  /// @param agents names, the source's own first
  /// @param most how many copies at most
  /// @param room a note beside the number: `4 more fit in memory`
  /// @param bases one or more
  /// @param dirty how many files of the source are not committed
  /// @param network what the forks will reach: `open`
  /// @param branches what the branches will be called: `fork/main/k3f9-4`
  record ForkForm(
      String title,
      String command,
      List<String> agents,
      int most,
      String room,
      List<Base> bases,
      int dirty,
      String network,
      String branches)
      implements Question {
    @Override
    public String mode() {
      return "FORK";
    }
  }

  /// A fork that could be merged.
  record Candidate(Panel.ForkRow fork, boolean marked) {}

  /// A way to merge.
  ///
  /// @param word as in `--strategy`
  record Strategy(String word, String explanation) {}

  /// One place where two forks, or a fork and the target, disagree.
  ///
  /// @param lines in words: `lines 41 to 45`
  /// @param who in words: `1 claude and 2 codex both changed them`
  /// @param sides what either made of it; none where that can't be told in lines
  record Conflict(String file, String lines, String who, List<Side> sides) {}

  /// What one side made of a place.
  ///
  /// @param title whose: `1 claude`
  /// @param note its branch or commit: `k3f9-1`
  record Side(String title, String note, List<Line> lines) {}

  /// A line of a side.
  ///
  /// @param number in that side's file; 0: it is not there (any more)
  /// @param sign ` ` both have it, `-` was there before, `+` that side has put there
  record Line(int number, char sign, String text) {}

  /// The merge page. A changed mark, strategy or tick asks again (`command --ask …`): the answer is
  /// a new page. The command line is `command --strategy S [--fast-forward] N…`.
  ///
  /// @param command what the line begins with: `fork merge`
  /// @param note right in the top rule: `main is 9d2e0b1; your checkout is not touched`
  /// @param strategy the chosen one
  /// @param fastForward whether the checked-out branch may be moved, or why not
  /// @param ticked whether that is asked for
  /// @param ways out of a refusal; the command of each is what follows `command --ask --strategy
  ///   S`, and leads back to the page
  /// @param refused why it cannot be done as chosen, else empty
  record MergePage(
      String title,
      String note,
      String command,
      List<Candidate> forks,
      List<Strategy> strategies,
      String strategy,
      List<Conflict> conflicts,
      FastForward fastForward,
      boolean ticked,
      List<Way> ways,
      Optional<String> refused)
      implements Question {
    @Override
    public String mode() {
      return "MERGE";
    }
  }

  /// Whether the checked-out branch can follow the merge.
  ///
  /// @param label `move main to the result`
  /// @param whyNot empty: it can
  record FastForward(String label, Optional<String> whyNot) {}

  /// What a signal can be sent to.
  ///
  /// @param label `npm test -- auth`
  /// @param note `call of pane 1, 2m`
  /// @param command what the line begins with; the signal's name follows: `signal -t %1`
  record Target(String label, String note, String command) {}

  /// The signal sheet: targets, then INT, TERM or KILL on the keys `i`, `t`, `k`.
  record SignalChoice(String title, List<Target> targets) implements Question {
    @Override
    public String mode() {
      return "SIGNAL";
    }
  }

  /// One thing that can be picked.
  ///
  /// @param value what is added to the command line
  record Option(String value, String label, String note, boolean marked) {}

  /// Some of a list: the agents to install, for example.
  ///
  /// @param text what a person should know first, one paragraph a line
  /// @param several whether more than one can be marked
  /// @param command what the line begins with: `setup`
  /// @param each what stands before each value: `--with`
  /// @param act the button's label
  /// @param no the other button
  record Choose(
      String title,
      String mode,
      List<String> text,
      List<Option> options,
      boolean several,
      String command,
      String each,
      String act,
      Choice no)
      implements Question {}

  /// A held call or host, or what an agent asks on its own screen: the answer strip. Answers are
  /// letters, and none is the default. The command lines of what is held are `approvals approve ID
  /// …` and `approvals deny ID …`.
  ///
  /// @param id names question and call: where it changes, the strip takes no letter for a moment
  /// @param asker number and name of the pane: `2 codex`
  /// @param pane the pane's id: `%2`
  /// @param place its place among those that wait, from 1
  /// @param of how many wait
  /// @param since when it was put
  /// @param verb the sentence's first words: `Run`, `Connect to`
  /// @param object what it is about: a command line or a host
  /// @param rest the sentence's end: `?`, `, port 443?`
  /// @param by what asks
  /// @param where from where: `in /workspace of fork k3f9-2`
  /// @param why what made it wait
  /// @param rule the rule of exactly this call for the project; empty: none can be made
  /// @param edit the command line quoted as for a shell; empty: there is none to edit
  /// @param choices of an agent's own question, with their command lines: the only answers then
  /// @param details all there is to know, for who wants it
  record Held(
      String id,
      String asker,
      String pane,
      int place,
      int of,
      Instant since,
      String verb,
      String object,
      String rest,
      String by,
      String where,
      String why,
      String rule,
      String edit,
      List<Choice> choices,
      List<Detail> details)
      implements Question {
    @Override
    public String title() {
      return asker + " asks";
    }

    @Override
    public String mode() {
      return "ANSWER";
    }
  }

  /// One row of what there is to know.
  record Detail(String name, String value) {}

  /// The list of all that waits.
  record Waiting(List<HeldRow> rows) implements Question {
    @Override
    public String title() {
      return "Waiting " + rows.size();
    }

    @Override
    public String mode() {
      return "APPROVALS";
    }
  }

  /// One that waits.
  ///
  /// @param at when it was put: `14:05`
  /// @param asker number and name of its pane
  /// @param text what is asked for
  /// @param why what made it wait
  /// @param command what Enter runs
  record HeldRow(String at, String asker, String text, String why, String command) {}

  /// What would be done, row by row.
  ///
  /// @param rows to what, how, with what
  record Preview(String title, String mode, List<Fact> rows, Choice no, Choice yes)
      implements Question {}

  /// A line of text to enter.
  ///
  /// @param text what stands there at first
  /// @param command what the line begins with; what was entered follows, quoted: `rename-window`
  /// @param act what Enter does, in a word or two
  /// @param lines whether it may be several: the breaks of what is pasted are kept
  record Entering(String title, String mode, String text, String command, String act, boolean lines)
      implements Question {
    /// What stands on the screen for the end of a line.
    public static final char BREAK = '↵';

    /// One line and no more.
    public Entering(String title, String mode, String text, String command, String act) {
      this(title, mode, text, command, act, false);
    }
  }

  /// One thing that can be found.
  ///
  /// @param key what it is found under: a key, a number
  /// @param text what is searched
  /// @param note at the right, muted
  /// @param command what Enter runs
  /// @param whyNot why it can't run now; it stands in the place of the note
  /// @param preview lines that are shown beside it, any text
  record Item(
      String key,
      String text,
      String note,
      String command,
      Optional<String> whyNot,
      List<String> preview) {}

  /// A list that is searched by a few letters.
  ///
  /// @param prompt what stands before the field: `:`
  /// @param items as they stand while nothing is searched
  /// @param act what Enter does, in a word or two
  /// @param verbs what a whole command line that is entered can begin with; none: it can not
  record Finder(
      String title, String mode, String prompt, List<Item> items, String act, Set<String> verbs)
      implements Question {
    /// A list of which one entry is taken.
    public Finder(String title, String mode, String prompt, List<Item> items, String act) {
      this(title, mode, prompt, items, act, Set.of());
    }
  }

  /// What can be done with what was clicked, beside the pointer.
  ///
  /// @param items each with its key; none is searched, noted or previewed
  /// @param column of the screen, from 0, where its left upper corner should be
  record Menu(String title, List<Item> items, int column, int row) implements Question {
    @Override
    public String mode() {
      return "MENU";
    }
  }

  /// A line in which what is looked for stands. All texts are a program's output.
  ///
  /// @param place where its pane is: `2.1`
  /// @param name the pane's
  /// @param text the line, or the part of it around the match
  /// @param from the match's first character in the text
  /// @param to behind its last one
  /// @param above rows above it
  /// @param below rows below it
  /// @param more further lines of this pane that are not listed, told with its last one
  /// @param command what Enter runs
  record Hit(
      String place,
      String name,
      String text,
      int from,
      int to,
      List<String> above,
      List<String> below,
      int more,
      String command) {}

  /// What is looked for in all panes, and where it stands as far as that is known.
  ///
  /// @param command what asks for another text, which follows quoted: `find-text --ask`
  /// @param text what is looked for; empty: nothing yet
  /// @param hits the newest of each pane first; not more than a list can hold
  /// @param lines how many lines there are in all
  /// @param panes in how many panes
  /// @param searching whether the search goes on
  record Find(String command, String text, List<Hit> hits, int lines, int panes, boolean searching)
      implements Question {
    @Override
    public String title() {
      return "Find in every pane";
    }

    @Override
    public String mode() {
      return "FIND";
    }
  }

  /// A list of which each thing is shown as soon as it is selected.
  ///
  /// @param tries what shows one; the text of the selected item follows
  /// @param leave what is run when nothing is chosen
  record Trying(Finder finder, String tries, String leave) implements Question {
    @Override
    public String title() {
      return finder.title();
    }

    @Override
    public String mode() {
      return finder.mode();
    }
  }

  /// One of the settings of a form: one of some values.
  ///
  /// @param option what stands before the value in the command line: `--prefix`
  /// @param label in a word: `Prefix`
  /// @param values one is chosen: the marked one at first
  /// @param tries what shows the selected value at once, which follows; empty: nothing does
  record Setting(String option, String label, List<Option> values, String tries) {}

  /// A form of settings. Its command line is `command OPTION VALUE…`.
  ///
  /// @param text what a person should know first, one paragraph a line
  /// @param act the button's label
  /// @param leave what Esc runs; empty: it only closes
  record Form(
      String title,
      String mode,
      List<String> text,
      List<Setting> settings,
      String command,
      String act,
      String leave)
      implements Question {}

  /// A line of the help page.
  ///
  /// @param section the heading that it stands under: `KEYS`
  /// @param keys `C-b %`, and then others that do the same, `|`; empty for a command without a key
  /// @param whyNot why it can't run now
  record Entry(
      String section,
      List<String> keys,
      String words,
      String command,
      String where,
      Optional<String> whyNot) {
    /// The first of its keys; empty when it has none.
    public String key() {
      return keys.isEmpty() ? "" : keys.getFirst();
    }

    /// All its keys in one text: `C-b % | v`.
    public String allKeys() {
      return String.join(" ", keys);
    }
  }

  /// The help page, printed from the binding table and the registry of commands.
  record Help(List<Entry> entries) implements Question {
    @Override
    public String title() {
      return "Help";
    }

    @Override
    public String mode() {
      return "HELP";
    }
  }

  /// Text to read: what a command printed.
  record Notice(String title, List<String> lines) implements Question {
    @Override
    public String mode() {
      return "READ";
    }
  }
}
