package agenttui.server;

import agenttui.command.Caller;
import agenttui.command.Outcome;
import agenttui.command.Words;
import agenttui.mux.Question;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A command line that a screen runs: what it prints meanwhile, and the way of its outcome back to
/// that screen. Loop only.
final class ScreenCommand {
  private final Clients clients;
  private final Attached on;
  private final String line;
  private final Consumer<Question> asks;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  /// @param on the screen
  /// @param asks gets what it asks
  ScreenCommand(Clients clients, Attached on, String line, Consumer<Question> asks) {
    this.clients = clients;
    this.on = on;
    this.line = line;
    this.asks = asks;
  }

  /// Runs it; call it once.
  ///
  /// @param environment of the client
  void run(Commands commands, Loop loop, Map<String, String> environment) {
    PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8);
    Commands.Streams streams =
        new Commands.Streams(
            InputStream.nullInputStream(), out, out, does -> loop.later(() -> progress(does)));
    on.ahead().begins();
    commands.run(
        Words.of(line),
        caller(environment),
        streams,
        outcome -> {
          try {
            on.hint().done();
            shown(outcome);
          } finally {
            on.ahead().ends();
          }
        });
  }

  private Caller caller(Map<String, String> environment) {
    return new Caller(
        Path.of(on.session().repository()),
        environment,
        true,
        true,
        on.columns(),
        on.rows(),
        Optional.of(on.link().id()),
        on.seat().focused().map(pane -> pane.id().toString()));
  }

  /// What it does, without to what: `fork merge`.
  private String verb() {
    return Words.of(line).stream()
        .takeWhile(word -> word.matches("[a-z]+(-[a-z]+)*"))
        .collect(Collectors.joining(" "));
  }

  private void progress(String does) {
    on.hint().progress(verb() + ": " + does);
    on.ahead().goOn();
  }

  private void shown(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done _ -> shown(printed.toString(StandardCharsets.UTF_8).lines().toList());
      case Outcome.Failed failed -> on.flash(failed.line(), true);
      case Outcome.Ask ask -> {
        asks.accept(ask.question());
        clients.asked();
      }
      case Outcome.Then then -> clients.run(on, then.line(), asks);
    }
    on.touchNow();
  }

  private void shown(List<String> lines) {
    if (lines.size() == 1) {
      on.flash(lines.getFirst(), false);
      if (line.startsWith(Clients.FIRST + " ")) {
        clients.greet(on);
      }
    } else if (!lines.isEmpty()) {
      on.ask(new Question.Notice(line, lines));
    }
  }
}
