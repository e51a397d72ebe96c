package agenttui.command.work;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.config.Settings;
import agenttui.fork.Created;
import agenttui.fork.Fork;
import agenttui.fork.ForkRequest;
import agenttui.fork.Setup;
import agenttui.fork.Source;
import agenttui.fork.Words;
import agenttui.git.Head;
import agenttui.git.ObjectId;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Makes forks: of a pane as it is now, or of the user's work tree.
@CommandLine.Command(
    name = "fork",
    description = "Fork a pane as it is now: an agent on its own clone and branch.",
    subcommands = {
      ForkList.class,
      ForkShow.class,
      ForkAttach.class,
      ForkMerge.class,
      ForkClean.class,
      ForkUndo.class
    })
public final class ForkVerb implements Command {
  /// From this many on somebody must say yes.
  private static final int MANY = 8;

  @CommandLine.Parameters(
      arity = "0..*",
      paramLabel = "[N] [-- ARG...]",
      hideParamSyntax = true,
      description = "How many (default: 1); further arguments for the agent.")
  private List<String> words = List.of();

  private int count = 1;

  @CommandLine.Option(names = "-t", paramLabel = "PANE", description = "The pane to fork.")
  private @Nullable String target;

  @CommandLine.Option(
      names = "--agent",
      paramLabel = "A",
      description = "The agent that works in it; else the pane's own.")
  private @Nullable String agent;

  @CommandLine.Mixin private PromptOptions prompt = new PromptOptions();

  @CommandLine.Option(
      names = "--base",
      paramLabel = "REF",
      description = "Start from this commit of yours, not from the pane.")
  private @Nullable String base;

  @CommandLine.Option(
      names = "--include-dirty",
      description = "Uncommitted and untracked work comes along.")
  private boolean includeDirty;

  @CommandLine.Option(
      names = "--committed",
      description = "Only what is committed, unless --include-dirty.")
  private boolean committed;

  @CommandLine.Option(
      names = "--layout",
      paramLabel = "L",
      description = "Arrange the panes: tiled, even-h or even-v.")
  private @Nullable String layout;

  @CommandLine.Option(names = "--ask", description = "Open the fork dialog.")
  private boolean ask;

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Mixin private JsonOption json = new JsonOption();

  @Override
  public Outcome run(Context context) {
    List<String> extra = counted();
    if (count < 1) {
      return Outcome.usage("fork: at least 1");
    }
    if (!extra.isEmpty() && extra.size() == words.size() && !extra.getFirst().startsWith("-")) {
      return Outcome.usage("fork: '" + Printable.of(extra.getFirst()) + "' is no number of forks");
    }
    if (layout != null && !List.of("tiled", "even-h", "even-v").contains(layout)) {
      return Outcome.usage("fork: --layout is tiled, even-h or even-v");
    }
    return Here.run(context, here -> fork(here, extra));
  }

  /// Takes the number of forks off the words; the agent's arguments are left.
  private List<String> counted() {
    if (words.isEmpty() || !words.getFirst().matches("[0-9]{1,4}")) {
      return words;
    }
    count = Integer.parseInt(words.getFirst());
    return words.subList(1, words.size());
  }

  private Outcome fork(Here here, List<String> extra) {
    Optional<PaneFacts> pane = here.pane(Optional.ofNullable(target));
    Optional<Fork> source = pane.flatMap(here::forkOf);
    Setup setup = setup(here.context(), source);
    Optional<String> first = prompt.of(here.context().caller(), agent(here.context(), setup));
    if (ask) {
      return new Outcome.Ask(ForkForms.of(here, pane, source, setup));
    }
    if (count > MANY && !change.yes()) {
      return Outcome.failed("fork: " + count + " sandboxes at once; --yes says that you mean it");
    }
    ForkRequest request = request(here, source, setup);
    if (change.dryRun()) {
      here.print(
          "would make "
              + Words.count(count, "fork")
              + " with "
              + setup.agent()
              + " from "
              + said(request.source()));
      return Outcome.OK;
    }
    warn(here, request.source());
    Created created = here.forks().create(request, here.context().progress());
    List<String> own = extra.isEmpty() ? inherited(here, pane, setup) : extra;
    open(here, pane, created, ForkPanes.Opening.fresh(own, first));
    created
        .leftOut()
        .forEach(line -> here.context().err().println(Printable.of("left out: " + line)));
    if (json.json()) {
      here.context().out().print(Json.pretty(created.forks().stream().map(ForkJson::of).toList()));
    } else if (!here.context().caller().onScreen()) {
      created.forks().forEach(f -> here.print(f.id() + "  " + f.branch()));
    }
    here.context().screens().refreshForks();
    if (!created.failure().isEmpty()) {
      throw here.failed(created.failure());
    }
    String arrange = layout != null ? layout : count > 1 ? "tiled" : "";
    return arrange.isEmpty() || pane.isEmpty()
        ? Outcome.OK
        : new Outcome.Then("select-layout -t " + pane.get().id() + " " + arrange);
  }

  /// The arguments that the user gave the agent of the pane that is forked: its fork is like it.
  private static List<String> inherited(Here here, Optional<PaneFacts> pane, Setup setup) {
    Agent agent = agent(here.context(), setup);
    return pane.filter(it -> it.name().equals(agent.name()) && here.forkOf(it).isPresent())
        .map(it -> agent.extra(it.command()))
        .orElse(List.of());
  }

  private Setup setup(Context context, Optional<Fork> source) {
    Settings settings = context.the(Settings.class);
    Setup plain =
        source.map(Fork::setup).orElseGet(() -> Setup.of(settings.agent(), settings.sandbox(), ""));
    String name = agent == null ? plain.agent() : agent;
    Agents agents = context.the(Agents.class);
    if (agents.find(name).isEmpty()) {
      String near = agents.nearest(name).map(n -> ": did you mean " + n + "?").orElse("");
      throw new CommandException("unknown agent " + Printable.of(name) + near);
    }
    return new Setup(name, plain.sandbox(), plain.network(), plain.terms());
  }

  private ForkRequest request(Here here, Optional<Fork> source, Setup setup) {
    boolean onScreen = here.context().caller().onScreen();
    boolean dirty = includeDirty || (!committed && (source.isPresent() || onScreen));
    Source from =
        base != null
            ? based(here, base)
            : source.isPresent()
                ? new Source.Pane(source.get().id(), dirty)
                : here.forks().workTree(here.repository(), dirty);
    Optional<String> family = source.map(f -> f.id().family()).or(() -> running(here));
    return new ForkRequest(here.repository(), from, setup, count, family);
  }

  private Source based(Here here, String ref) {
    ObjectId commit =
        here.repository()
            .resolve(ref)
            .orElseThrow(
                () -> new CommandException("--base: no commit is called " + Printable.of(ref)));
    boolean head = here.repository().head().commitIfAny().equals(Optional.of(commit));
    String branch = here.repository().branch(ref).orElse("");
    return new Source.WorkTree(branch, commit, includeDirty && head);
  }

  /// The family of the forks that panes show now: new ones join it, so that numbers stay short.
  private static Optional<String> running(Here here) {
    List<PaneFacts> panes = here.context().screens().panes();
    return panes.stream()
        .flatMap(p -> here.forkOf(p).stream())
        .map(f -> f.id().family())
        .reduce((_, last) -> last);
  }

  private static String said(Source source) {
    return switch (source) {
      case Source.Pane pane -> "fork " + pane.fork().index() + " as it is now";
      case Source.WorkTree tree ->
          (tree.branch().isEmpty() ? "" : tree.branch() + " at ") + tree.commit().brief();
    };
  }

  /// whoever leaves work behind is told.
  private static void warn(Here here, Source source) {
    if (source instanceof Source.WorkTree tree
        && !tree.includeDirty()
        && here.repository().head() instanceof Head.Branch head
        && head.commit().equals(tree.commit())) {
      int files = here.repository().changes().count();
      if (files > 0) {
        here.context()
            .err()
            .println(
                Words.count(files, "uncommitted file")
                    + " stay behind; --include-dirty takes them along");
      }
    }
  }

  private void open(
      Here here, Optional<PaneFacts> beside, Created created, ForkPanes.Opening said) {
    boolean first = true;
    Optional<String> asked = beside.map(PaneFacts::id);
    Optional<String> last = asked;
    for (Fork fork : created.forks()) {
      // In their order, so each beside the one before; that is gone if its program has ended.
      Optional<String> anchor = last.filter(it -> there(here, it)).or(() -> asked);
      NewPane.Place place =
          anchor.isPresent()
              ? new NewPane.Place.Beside(
                  anchor,
                  beside.map(ForkVerb::wide).orElse(true),
                  here.context().caller().onScreen())
              : here.session();
      ForkPanes.Opening opening =
          new ForkPanes.Opening(said.extra(), carried(here, beside, fork), said.prompt());
      last = Optional.of(ForkPanes.open(here.context(), fork, opening, place, first));
      first = false;
    }
  }

  private static boolean there(Here here, String pane) {
    return here.context().screens().panes().stream().anyMatch(it -> it.id().equals(pane));
  }

  /// A fork of a pane as it is now takes what was said there along; who cannot hears why.
  private List<String> carried(Here here, Optional<PaneFacts> source, Fork fork) {
    if (base != null || source.flatMap(here::forkOf).isEmpty()) {
      return List.of();
    }
    try {
      Agent its = agent(here.context(), fork.setup());
      String from = source.orElseThrow().sandbox();
      return Conversations.carried(here.context(), from, fork.id().toString(), its);
    } catch (CommandException e) {
      here.context().err().println("fork " + fork.id().index() + ": " + e.getMessage());
      return List.of();
    }
  }

  /// Whether halves side by side are nearer to a square (a cell is about twice as high as wide).
  private static boolean wide(PaneFacts pane) {
    return pane.columns() > 2 * pane.rows();
  }

  /// The agent of a fork.
  static Agent agent(Context context, Fork fork) {
    return agent(context, fork.setup());
  }

  private static Agent agent(Context context, Setup setup) {
    return context
        .the(Agents.class)
        .find(setup.agent())
        .orElseThrow(() -> new CommandException("unknown agent " + Printable.of(setup.agent())));
  }
}
