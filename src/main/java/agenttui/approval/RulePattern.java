package agenttui.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a rule is about, written as one line; `docs/approvals.md` has the grammar for people.
///
/// `npm publish` is about every call of `npm` whose arguments begin with `publish`. In a word, `*`
/// stands for any characters and `?` for one; a word `**` for any number of words; a last word `$`
/// for the end. Quotes and backslash work as in a shell and take the meaning from what they cover.
/// `in:packages/web make` is about that directory of the workspace and all below.
/// `host:NAME[:PORT]` is about connections.
public final class RulePattern {
  private static final Set<Integer> DEFAULT_PORTS = Set.of(80, 443);
  private static final String WORKSPACE = "/workspace";

  private final String text;
  private final List<Glob> directory;
  private final List<Glob> words;
  private final boolean ends;
  private final String host;
  private final Set<Integer> ports;

  private RulePattern(
      String text,
      List<Glob> directory,
      List<Glob> words,
      boolean ends,
      String host,
      Set<Integer> ports) {
    this.text = text;
    this.directory = directory;
    this.words = words;
    this.ends = ends;
    this.host = host;
    this.ports = ports;
  }

  /// Reads a pattern.
  ///
  /// @throws ApprovalException when it is none, with one line why
  public static RulePattern of(String text) {
    List<Glob> words = new ArrayList<>(Glob.words(text));
    if (words.isEmpty()) {
      throw new ApprovalException("a rule needs a tool or a host");
    }
    String first = words.getFirst().plainStart();
    if (first.startsWith("host:")) {
      return host(text, words);
    }
    List<Glob> directory = List.of();
    if (first.startsWith("in:")) {
      directory = words.removeFirst().after("in:").split('/');
    }
    // A quoted one is an argument.
    boolean ends = words.size() > 1 && words.getLast().is("$") && text.strip().endsWith(" $");
    if (ends) {
      words.removeLast();
    }
    if (words.isEmpty() || words.getFirst().is("$")) {
      throw new ApprovalException("a rule needs a tool: " + text);
    }
    return new RulePattern(text.strip(), directory, List.copyOf(words), ends, "", Set.of());
  }

  private static RulePattern host(String text, List<Glob> words) {
    String rest = text.strip().substring("host:".length());
    int colon = rest.lastIndexOf(':');
    String name = name(colon < 0 ? rest : rest.substring(0, colon));
    String label = "[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?";
    boolean right = name.matches("\\*|(\\*\\.)?" + label + "(\\." + label + ")*");
    if (words.size() != 1 || !right || (colon >= 0 && !isPort(rest.substring(colon + 1)))) {
      throw new ApprovalException(
          "not a host: " + text + "; as host:example.com, host:*.example.com or host:name:8080");
    }
    Set<Integer> ports =
        colon < 0 ? DEFAULT_PORTS : Set.of(Integer.parseInt(rest.substring(colon + 1)));
    return new RulePattern(text.strip(), List.of(), List.of(), true, name, ports);
  }

  private static boolean isPort(String text) {
    return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) < 65536;
  }

  /// Names are equal whatever their case and with or without the root's dot.
  private static String name(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /// The pattern of exactly this and nothing else (of a host on one of the usual ports: on both).
  ///
  /// @throws ApprovalException for a host whose name is none, and for an agent's own question
  public static RulePattern exactly(Subject subject) {
    return of(
        switch (subject) {
          case Subject.Call call -> {
            String below = String.join("/", components(call.directory()));
            String where = below.isEmpty() ? "" : "in:" + Glob.quoted(below) + " ";
            yield where + commandLine(call.argv()) + " $";
          }
          case Subject.Host host ->
              "host:"
                  + name(host.name())
                  + (DEFAULT_PORTS.contains(host.port()) ? "" : ":" + host.port());
          case Subject.Dialog dialog ->
              throw new ApprovalException("no rule is about what " + dialog.agent() + " asks");
        });
  }

  /// `argv` quoted so that a shell, and a rule, reads it as these words.
  public static String commandLine(List<String> argv) {
    return argv.stream().map(Glob::quoted).collect(Collectors.joining(" "));
  }

  /// Whether it is about `subject`.
  public boolean matches(Subject subject) {
    return switch (subject) {
      case Subject.Call call ->
          host.isEmpty()
              && Glob.matchAll(directory, components(call.directory()), false)
              && Glob.matchAll(words, call.argv(), ends);
      case Subject.Host asked ->
          !host.isEmpty() && ports.contains(asked.port()) && covers(name(asked.name()));
      case Subject.Dialog _ -> false;
    };
  }

  private boolean covers(String name) {
    if (host.equals("*")) {
      return true;
    }
    return host.startsWith("*.")
        ? name.length() > host.length() - 1 && name.endsWith(host.substring(1))
        : name.equals(host);
  }

  /// The names of the directories from the workspace down.
  private static List<String> components(String directory) {
    String below =
        directory.startsWith(WORKSPACE) ? directory.substring(WORKSPACE.length()) : directory;
    return Stream.of(below.split("/", -1))
        .filter(each -> !each.isEmpty() && !each.equals("."))
        .toList();
  }

  /// How narrow it is: the characters that must be exactly so, and one for an end or a port.
  int weight() {
    int characters =
        Stream.concat(directory.stream(), words.stream()).mapToInt(Glob::literals).sum();
    return host.isEmpty()
        ? characters + (ends ? 1 : 0)
        : (int) host.chars().filter(c -> c != '*').count() + (ports.size() == 1 ? 1 : 0);
  }

  /// As it was written.
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RulePattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
