package agenttui.command.machine;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.command.TimeSpan;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Says what happened while nobody looked, pane by pane, from the journal.
@CommandLine.Command(
    name = "digest",
    description =
        "Say what each pane did since nobody looked last, or since a time: from the journal.")
public final class DigestVerb implements Command {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  @CommandLine.Option(
      names = "--since",
      paramLabel = "T",
      description = "Since then: 90s, 10m, 2h, 3d ago, 14:05, 2026-01-31, or both with a T.")
  private @Nullable String since;

  @CommandLine.Option(
      names = "--away",
      hidden = true,
      paramLabel = "SESSION",
      description = "Of a terminal that shows it again: nothing when there is nothing to tell.")
  private @Nullable String away;

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Outcome run(Context context) {
    Clock clock = context.the(Clock.class).withZone(ZoneId.systemDefault());
    Instant now = clock.instant();
    Optional<Instant> said = Optional.ofNullable(since).flatMap(text -> Since.of(text, clock));
    if (since != null && said.isEmpty()) {
      return Outcome.usage("digest: --since takes 90s, 10m, 2h, 3d, 14:05 or 2026-01-31T14:05");
    }
    List<PaneFacts> panes = context.screens().panes();
    Optional<String> session = Optional.ofNullable(away);
    Instant from = said.orElse(Instant.MIN);
    Digest digest = new Digest(panes, session);
    try (Trail trail = context.the(Journal.class).trail()) {
      for (Optional<Entry> entry = trail.past(); entry.isPresent(); entry = trail.past()) {
        if (said.isEmpty() && leaves(entry.get())) {
          from = entry.get().at();
          digest = new Digest(panes, session);
        }
        if (!entry.get().at().isBefore(from)) {
          digest.add(entry.get());
        }
      }
    }
    print(digest.lines(now), from, now, context.out());
    return Outcome.OK;
  }

  /// Whether the last terminal left that session, or any.
  private boolean leaves(Entry entry) {
    return "left".equals(entry.fields().get("step"))
        && (away == null || away.equals(entry.fields().get("session")));
  }

  private void print(List<Digest.Line> lines, Instant from, Instant now, PrintStream out) {
    if (json.json()) {
      out.println(Json.pretty(lines));
      return;
    }
    if (lines.isEmpty()) {
      if (away == null) {
        out.println("nothing to tell");
      }
      return;
    }
    out.println(since(from, now));
    out.println();
    int width = lines.stream().mapToInt(line -> line.label().length()).max().orElse(0);
    for (Digest.Line line : lines) {
      String label = Printable.of(line.label());
      out.println(
          label + " ".repeat(width - line.label().length() + 2) + Printable.of(line.text()));
    }
  }

  private static String since(Instant from, Instant now) {
    if (from.equals(Instant.MIN)) {
      return "since the journal begins";
    }
    Duration span = Duration.between(from, now);
    DateTimeFormatter form = span.toHours() < 20 ? TIME : DAY;
    return "since "
        + form.format(from.atZone(ZoneId.systemDefault()))
        + ", for "
        + TimeSpan.words(span);
  }
}
