package agenttui.command.login;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.EngineState;
import agenttui.docker.Volumes;
import agenttui.fork.Words;
import agenttui.sandbox.Logins;
import agenttui.sandbox.Sandboxes;
import agenttui.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Who is signed in: for each agent the files of its login, and the variables by which it gets a
/// key. Contents are never looked at.
final class LoginList {
  private LoginList() {}

  /// One agent.
  ///
  /// @param signedIn whether there is a file or a key
  /// @param files of its login
  /// @param keys names of variables that hand it a key
  record Row(String agent, boolean signedIn, List<Held> files, List<String> keys) {}

  /// A file.
  ///
  /// @param changed when, to the second
  record Held(String name, long bytes, Instant changed) {}

  static Outcome print(Context context, boolean json) {
    List<Row> rows = rows(context);
    if (json) {
      context.out().print(Json.pretty(rows));
      return Outcome.OK;
    }
    for (Row row : rows) {
      context.out().printf("%-10s %s%n", row.agent(), words(row));
    }
    return Outcome.OK;
  }

  private static List<Row> rows(Context context) {
    boolean engine = context.the(Engine.class).state() instanceof EngineState.Ready;
    Logins logins = context.the(Sandboxes.class).logins();
    return context.the(Agents.class).all().stream()
        .filter(agent -> agent.login().isPresent())
        .map(agent -> row(agent, logins, engine))
        .toList();
  }

  private static Row row(Agent agent, Logins logins, boolean engine) {
    List<Held> files = engine ? files(agent, logins) : List.of();
    Set<String> keys = logins.keys(agent);
    return new Row(agent.name(), !files.isEmpty() || !keys.isEmpty(), files, List.copyOf(keys));
  }

  /// An engine that has just gone away has no logins either.
  private static List<Held> files(Agent agent, Logins logins) {
    try {
      return logins.files(agent).stream().map(LoginList::held).toList();
    } catch (EngineException e) {
      return List.of();
    }
  }

  private static Held held(Volumes.Entry entry) {
    return new Held(entry.name(), entry.bytes(), entry.changed());
  }

  private static String words(Row row) {
    if (!row.signedIn()) {
      return "not signed in: agent-tui login " + row.agent();
    }
    String keys = row.keys().isEmpty() ? "" : "gets " + String.join(", ", row.keys());
    return row.files().stream()
        .map(Held::changed)
        .max(Comparator.naturalOrder())
        .map(newest ->
            "signed in, " + ago(newest, Instant.now()) + (keys.isEmpty() ? "" : "; " + keys))
        .orElse(keys);
  }

  /// `3 days ago`, in the largest unit that fits.
  static String ago(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.toMinutes() < 1) {
      return "just now";
    }
    long number =
        age.toDays() > 0 ? age.toDays() : age.toHours() > 0 ? age.toHours() : age.toMinutes();
    String unit = age.toDays() > 0 ? "day" : age.toHours() > 0 ? "hour" : "minute";
    return Words.count(number, unit) + " ago";
  }
}
