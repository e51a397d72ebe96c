package agenttui.command.login;

import agenttui.agent.Agent;
import agenttui.agent.Login;
import agenttui.command.Caller;
import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.journal.Journal;
import agenttui.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;

/// Signs an agent in, once for all its panes and forks: by its own sign-in in a pane, by a key, or
/// by a copy of the login that it has on this machine. Without an agent it says who is signed in.
@CommandLine.Command(
    name = "login",
    description = {
      "Sign an agent in, once for all its panes and forks; without AGENT: who is signed in.",
      "It opens the agent's own sign-in, which shows an address or a code for any browser."
    })
public final class LoginVerb implements Command {
  /// What a key is made of: nothing that means something in JSON, in a file of variables or to a
  /// terminal.
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e&&[^\"\\\\]]+");

  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9.-]{0,60}");

  /// Far more than any key has.
  private static final int LONGEST = 8 << 10;

  @CommandLine.Option(
      names = "--key",
      description = "Read a key from the terminal, which does not show it, or standard input.")
  private boolean key;

  @CommandLine.Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "Whose key it is, for an agent that knows many: anthropic, openai.")
  private String provider = "";

  @CommandLine.Option(
      names = "--import",
      description = "Copy the login that the agent has on this machine; shows its files first.")
  private boolean copy;

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @CommandLine.Parameters(
      arity = "0..1",
      paramLabel = "AGENT",
      description = "Which: see `agents`.")
  private String name = "";

  @Override
  public Outcome run(Context context) {
    if (name.isEmpty()) {
      return key || copy
          ? Outcome.usage("login: which agent?")
          : LoginList.print(context, json.json());
    }
    LoginRoom room = LoginRoom.of(context, name);
    if (key && copy) {
      return Outcome.usage("login: --key or --import, not both");
    }
    if (!key && !provider.isEmpty()) {
      return Outcome.usage("login: --provider says whose key it is: with --key");
    }
    if (copy) {
      return LoginCopy.run(room, change);
    }
    if (change.dryRun()) {
      context.out().println("would " + (key ? "read a key for " : "open the sign-in of ") + name);
      return Outcome.OK;
    }
    return key ? byKey(context, room) : room.signIn();
  }

  private Outcome byKey(Context context, LoginRoom room) {
    Agent agent = room.agent();
    Login login = room.login();
    if (login.hasProviders() && !PROVIDER.matcher(provider).matches()) {
      return Outcome.usage("login: whose key is it? --provider anthropic, openai …");
    }
    if (!login.hasProviders() && !provider.isEmpty()) {
      return Outcome.usage("login: " + name + " takes keys of its maker alone: no --provider");
    }
    String secret = read(context, agent.title());
    context.the(Journal.class).redact(secret);
    if (login.key().isEmpty()) {
      room.give(login.variable(), secret);
      context.out().println(name + " gets the key in " + login.variable() + " from now on");
      return Outcome.OK;
    }
    String text = login.filled(secret, provider);
    room.within(it -> it.write(login.files().getFirst(), old -> merged(old, text, login)));
    context.out().println(name + " is signed in by a key, in all its panes and forks");
    if (login.hasProviders()) {
      context
          .out()
          .println(
              "it may still be refused the host of "
                  + provider
                  + ": agent-tui network allow HOST --always lets it through");
    }
    return Outcome.OK;
  }

  /// Keys of other makers stay.
  private static byte[] merged(byte[] old, String text, Login login) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (login.hasProviders() && old.length > 0) {
      put(all, Json.read(old, Map.class));
    }
    put(all, Json.read(text, Map.class));
    return Json.pretty(all).getBytes(StandardCharsets.UTF_8);
  }

  private static void put(Map<String, Object> all, Map<?, ?> more) {
    for (Map.Entry<?, ?> each : more.entrySet()) {
      all.put(String.valueOf(each.getKey()), each.getValue());
    }
  }

  /// One line of the caller's input.
  private static String read(Context context, String title) {
    Caller caller = context.caller();
    if (caller.onScreen()) {
      throw new CommandException("--key reads the key: say it in a terminal of its own");
    }
    if (caller.interactive()) {
      context.err().print("Key for " + title + " (it is not shown): ");
      context.err().flush();
    }
    try {
      String line = firstLine(context.in()).strip();
      if (caller.interactive()) {
        context.err().println();
      }
      if (!KEY.matcher(line).matches()) {
        throw new CommandException(
            line.isEmpty() ? "no key came" : "a key is one word of letters, digits and signs");
      }
      return line;
    } catch (IOException e) {
      throw new CommandException("no key came: " + e.getMessage());
    }
  }

  private static String firstLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() <= LONGEST; c = in.read()) {
      line.append((char) c);
    }
    return line.length() > LONGEST ? "" : line.toString();
  }
}
