package agenttui.command.settings;

import agenttui.command.Caller;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.config.ConfigException;
import agenttui.config.Mistake;
import agenttui.config.Value;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// The configuration: what holds and why, what is wrong in it, and the file itself.
@CommandLine.Command(
    name = "config",
    description = "Show, check, edit or reload the configuration.",
    subcommands = {
      ConfigVerb.Show.class,
      ConfigVerb.Check.class,
      ConfigEdit.class,
      ConfigVerb.Reload.class
    })
public final class ConfigVerb implements Command {
  @Override
  public Outcome run(Context context) {
    return Outcome.usage("config: one of show, check, edit and reload");
  }

  /// One line for each mistake, on standard error or a screen.
  static Outcome wrong(List<Mistake> mistakes, PrintStream out) {
    if (mistakes.size() == 1) {
      return Outcome.failed(Printable.of(mistakes.getFirst().toString()));
    }
    mistakes.forEach(each -> out.println(Printable.of(each.toString())));
    return Outcome.failed(mistakes.size() + " mistakes in the configuration");
  }

  /// Every value, with who said it.
  @CommandLine.Command(name = "show", description = "Print every value and where it was said.")
  public static final class Show implements Alone {
    private static final int NAME = 24;
    private static final int VALUE = 32;

    @CommandLine.Mixin private JsonOption json = new JsonOption();

    @Override
    public Outcome run(
        Configuration configuration, Caller caller, PrintStream out, PrintStream err) {
      List<Value> values = new ArrayList<>(configuration.values());
      Outcome outcome = Outcome.OK;
      try {
        values.addAll(configuration.ofProject(caller.directory()));
      } catch (ConfigException e) {
        outcome = wrong(e.mistakes(), err);
      }
      if (json.json()) {
        out.print(Json.pretty(values));
        return outcome;
      }
      for (Value value : values) {
        String name = Columns.fill(Printable.of(value.name()), NAME);
        String shown = value.value().isEmpty() ? "-" : Printable.of(value.value());
        out.println(name + "  " + Columns.fill(shown, VALUE) + "  " + Printable.of(value.origin()));
      }
      return outcome;
    }
  }

  /// What is wrong.
  @CommandLine.Command(
      name = "check",
      description = "Print every mistake with its file and line; exits 1 when there is one.")
  public static final class Check implements Alone {
    @Override
    public Outcome run(
        Configuration configuration, Caller caller, PrintStream out, PrintStream err) {
      List<Mistake> mistakes = new ArrayList<>(configuration.check());
      try {
        configuration.ofProject(caller.directory());
      } catch (ConfigException e) {
        mistakes.addAll(e.mistakes());
      }
      if (!mistakes.isEmpty()) {
        mistakes.forEach(each -> out.println(Printable.of(each.toString())));
        String count = mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes";
        return Outcome.failed(count + " in the configuration");
      }
      boolean there = configuration.file().exists();
      out.println(
          Printable.of(
              configuration.file().path()
                  + (there ? " is right" : " is not there; defaults hold")));
      return Outcome.OK;
    }
  }

  /// Takes the file into use now; saved changes are noticed by themselves where the machine tells
  /// of them.
  @CommandLine.Command(
      name = "reload",
      description = "Read the configuration again; saved changes are usually noticed anyway.")
  public static final class Reload implements Command {
    @Override
    public Outcome run(Context context) {
      try {
        context.out().println(Printable.of(context.the(Configuration.class).reload()));
        return Outcome.OK;
      } catch (ConfigException e) {
        return wrong(e.mistakes(), context.err());
      }
    }
  }
}
