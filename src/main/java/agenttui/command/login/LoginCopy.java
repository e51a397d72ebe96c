package agenttui.command.login;

import agenttui.agent.Login;
import agenttui.command.ChangeOptions;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Question;
import agenttui.store.Json;
import agenttui.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Copies the login that an agent has on this machine into its containers, after its files were
/// shown. Only those that the agent's record names.
final class LoginCopy {
  private static final int LONGEST = 128 << 10;

  private LoginCopy() {}

  static Outcome run(LoginRoom room, ChangeOptions change) {
    Context context = room.context();
    String agent = room.agent().name();
    Map<String, Path> found = found(context, room.login());
    if (found.isEmpty()) {
      return Outcome.failed(
          "login: "
              + agent
              + " is not signed in on this machine: no ~/"
              + String.join(", no ~/", room.login().files()));
    }
    List<Question.Fact> facts = found.values().stream().map(LoginCopy::fact).toList();
    if (change.dryRun()) {
      facts.forEach(fact ->
          context
              .out()
              .println("would copy " + fact.what() + "  " + fact.how() + "  " + fact.which()));
      return Outcome.OK;
    }
    if (!change.yes()) {
      return new Outcome.Ask(
          new Question.Confirm(
              "Copy the login of " + agent + " into its containers?",
              "LOGIN",
              false,
              facts,
              "",
              List.of(),
              new Question.Choice("No", ""),
              new Question.Choice("Copy", "login " + agent + " --import --yes")));
    }
    Map<String, byte[]> contents = new LinkedHashMap<>();
    found.forEach((name, file) -> contents.put(name, whole(file)));
    room.within(it -> {
      contents.forEach((name, text) -> it.write(name, _ -> text));
      return it;
    });
    context.out().println(agent + " is signed in as on this machine");
    return Outcome.OK;
  }

  private static Map<String, Path> found(Context context, Login login) {
    Path home = Path.of(context.caller().environment().getOrDefault("HOME", "/"));
    Map<String, Path> found = new LinkedHashMap<>();
    for (String name : login.files()) {
      if (Files.isRegularFile(home.resolve(name))) {
        found.put(name, home.resolve(name));
      }
    }
    return found;
  }

  private static Question.Fact fact(Path file) {
    try {
      Instant changed = Files.getLastModifiedTime(file).toInstant();
      return new Question.Fact(
          file.toString(),
          Files.size(file) + " bytes",
          "changed " + LoginList.ago(changed, Instant.now()));
    } catch (IOException e) {
      throw new CommandException("cannot look at " + file);
    }
  }

  private static byte[] whole(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = in.readNBytes(LONGEST + 1);
      if (text.length > LONGEST) {
        throw new CommandException(file + " is no login: longer than 128 KiB");
      }
      Json.read(text, Map.class);
      return text;
    } catch (IOException e) {
      throw new CommandException("cannot read " + file);
    } catch (StoreException e) {
      throw new CommandException(file + " is no login: it is no whole text in JSON");
    }
  }
}
