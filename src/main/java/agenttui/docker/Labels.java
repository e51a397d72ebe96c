package agenttui.docker;

/// The names of the labels that everything of ours carries.
public final class Labels {
  /// On everything: which installation made it ([Engine#owner()]).
  public static final String OWNER = "agent-tui.owner";

  /// On containers: the [Kind]'s word. On volumes and images: what they are, one word.
  public static final String KIND = "agent-tui.kind";

  /// On images and tools volumes: the hash of the recipe that made it.
  public static final String RECIPE = "agent-tui.recipe";

  /// On all layers of images that are built: which installation builds them. The name of the whole
  /// comes last, so what has this label, no name and nothing on top is a build that was cut off.
  public static final String LAYER = "agent-tui.layer";

  /// On what belongs to one sandbox: its id.
  public static final String SANDBOX = "agent-tui.sandbox";

  /// On what belongs to one session: its name.
  public static final String SESSION = "agent-tui.session";

  private Labels() {}
}
