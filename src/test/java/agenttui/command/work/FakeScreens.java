package agenttui.command.work;

import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.command.NewPane;
import agenttui.command.PaneFacts;
import agenttui.command.Screens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Panes that are only remembered.
final class FakeScreens implements Screens {
  @Override
  public Optional<String> session(Path repository) {
    return Optional.empty();
  }

  @Override
  public Optional<String> wake(Path repository) {
    return Optional.empty();
  }

  final List<NewPane> opened = new ArrayList<>();
  final List<String> closed = new ArrayList<>();
  final List<String> running = new ArrayList<>();
  final List<String> shown = new ArrayList<>();
  final List<PaneFacts> panes = new ArrayList<>();

  Optional<String> focused() {
    return panes.isEmpty() ? Optional.empty() : Optional.of(panes.getLast().id());
  }

  @Override
  public String open(NewPane pane) {
    opened.add(pane);
    String id = "%" + opened.size();
    panes.add(facts(id, opened.size(), "user", 1, pane));
    return id;
  }

  static PaneFacts facts(String id, int number, String session, int window, NewPane pane) {
    return new PaneFacts(
        id,
        number,
        session,
        window,
        pane.name(),
        pane.branch(),
        pane.sandbox(),
        1,
        pane.arguments(),
        pane.directory().toString(),
        80,
        24,
        true,
        -1,
        0L,
        0L,
        0,
        List.of(0, 0),
        List.of(),
        "",
        "idle",
        "idle: waits for a prompt",
        "2026-01-02T14:02:00Z",
        0,
        1);
  }

  @Override
  public void respawn(String pane, NewPane wanted) {
    opened.add(wanted);
  }

  @Override
  public void close(String pane) {
    closed.add(pane);
    panes.removeIf(p -> p.id().equals(pane));
  }

  @Override
  public void attach(Caller caller, String session) {
    shown.add("attach " + session);
  }

  @Override
  public List<PaneFacts> panes() {
    return List.copyOf(panes);
  }

  @Override
  public PaneFacts facts(Caller caller, Optional<String> target) {
    return panes.stream()
        .filter(p -> target.isEmpty() || p.id().equals(target.get()))
        .reduce((_, last) -> last)
        .orElseThrow(() -> new CommandException("no pane"));
  }

  @Override
  public List<String> running(String pane) {
    return running;
  }

  @Override
  public void branch(String pane, String branch) {}

  @Override
  public void flash(String line) {}

  @Override
  public void status(String line) {}

  @Override
  public void greet(String session, String line) {
    shown.add("greet " + session + " " + line);
  }

  @Override
  public void refreshForks() {}
}
