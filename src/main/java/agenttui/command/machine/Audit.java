package agenttui.command.machine;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.journal.Entry;
import agenttui.journal.Journal;
import agenttui.journal.Trail;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Prints the journal: what panes, tools, forks and the network did, and who said so.
@CommandLine.Command(
    name = "audit",
    description = "Print the journal: what happened, when, in which pane.")
public final class Audit implements Command {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  @CommandLine.Option(
      names = {"-f", "--follow"},
      description = "Go on with what happens from now.")
  private boolean follow;

  @CommandLine.Option(
      names = "--since",
      paramLabel = "T",
      description = "Only from then: 90s, 10m, 2h, 3d ago, 14:05, 2026-01-31, or both with a T.")
  private @Nullable String since;

  @CommandLine.Option(
      names = "--pane",
      paramLabel = "N",
      description = "Only of that pane: %%3 or 3.")
  private @Nullable String pane;

  @CommandLine.Option(names = "--json", description = "Print each entry as one line of JSON.")
  private boolean json;

  @Override
  public Outcome run(Context context) {
    ZoneId zone = ZoneId.systemDefault();
    Optional<Instant> from = Optional.of(Instant.MIN);
    if (since != null) {
      from = Since.of(since, Clock.system(zone));
    }
    if (from.isEmpty()) {
      return Outcome.usage("audit: --since takes 90s, 10m, 2h, 3d, 14:05 or 2026-01-31T14:05");
    }
    try (Trail trail = context.the(Journal.class).trail()) {
      walk(trail, from.get(), zone, context.out());
      return Outcome.OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed("audit: cancelled");
    }
  }

  private void walk(Trail trail, Instant from, ZoneId zone, PrintStream out)
      throws InterruptedException {
    for (Optional<Entry> entry = trail.past();
        entry.isPresent() && !out.checkError();
        entry = trail.past()) {
      if (!entry.get().at().isBefore(from)) {
        print(entry.get(), zone, out);
      }
    }
    long missed = 0;
    while (follow && !out.checkError()) {
      trail.next(LOOK).ifPresent(entry -> print(entry, zone, out));
      if (trail.missed() > missed) {
        out.printf("… %d entries came too fast and are not shown%n", trail.missed() - missed);
        missed = trail.missed();
      }
    }
  }

  private void print(Entry entry, ZoneId zone, PrintStream out) {
    if (pane != null && !entry.pane().equals(pane.startsWith("%") ? pane : "%" + pane)) {
      return;
    }
    if (json) {
      out.println(Json.line(entry));
    } else {
      out.printf(
          "%s  %-4s %-8s %s%n",
          TIME.format(entry.at().atZone(zone)),
          Printable.of(entry.pane()),
          entry.topic().name().toLowerCase(Locale.ROOT),
          Printable.of(entry.text() + step(entry)));
    }
  }

  /// Which of its steps an entry is about, where its text does not say so.
  static String step(Entry entry) {
    Map<String, String> facts = entry.fields();
    return switch (facts.getOrDefault("step", "")) {
      case "parsed" -> ": asked for";
      case "started" -> ": started";
      case "opened" -> ": opened";
      case "ended" -> ": exit " + facts.get("code") + " after " + facts.get("ms") + " ms";
      case "done" -> ": over, " + facts.get("up") + " bytes up, " + facts.get("down") + " down";
      default -> "";
    };
  }
}
