package agenttui.command.machine;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.doctor.Check;
import agenttui.doctor.Doctor;
import agenttui.store.Directories;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// Says what is wrong with the machine, and how to mend it. The program itself runs it without a
/// server; from a key or the palette the server does.
@CommandLine.Command(
    name = "doctor",
    description = "Check the machine and say how to mend it; exits 1 when something is bad.")
public final class DoctorVerb implements Command {
  @CommandLine.Mixin private JsonOption json = new JsonOption();

  /// One row of `--json`.
  record Row(String name, String level, String found, String remedy) {}

  @Override
  public Outcome run(Context context) {
    return report(context.caller().environment(), context.caller().directory(), context.out());
  }

  /// Looks and prints; exit code 1 when something does not work.
  ///
  /// @param environment the caller's variables
  /// @param where the caller's working directory
  public Outcome report(Map<String, String> environment, Path where, PrintStream out) {
    List<Check> checks = Doctor.examine(Directories.of(environment), environment, where);
    if (json.json()) {
      out.print(Json.pretty(checks.stream().map(DoctorVerb::row).toList()));
    } else {
      for (Check check : checks) {
        out.printf(
            "%-5s %-13s %s%n", check.level().word(), check.name(), Printable.of(check.found()));
        if (!check.remedy().isEmpty()) {
          out.printf("%-19s → %s%n", "", Printable.of(check.remedy()));
        }
      }
    }
    out.flush();
    boolean bad = checks.stream().anyMatch(check -> check.level() == Check.Level.BAD);
    return new Outcome.Done(bad ? 1 : 0);
  }

  private static Row row(Check check) {
    return new Row(check.name(), check.level().word(), check.found(), check.remedy());
  }
}
