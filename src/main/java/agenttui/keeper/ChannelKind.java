package agenttui.keeper;

import java.util.regex.Pattern;

/// What a reverse channel is for: the name of one listener of the keeper.
///
/// @param name 1 to 32 of `a-z 0-9 -`
public record ChannelKind(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

  /// Requests of the tool shim.
  public static final ChannelKind TOOL = new ChannelKind("tool");

  /// Requests of git for credentials.
  public static final ChannelKind CREDENTIAL = new ChannelKind("credential");

  /// Requests to sign a commit.
  public static final ChannelKind SIGN = new ChannelKind("sign");

  /// Connections to the network.
  public static final ChannelKind EGRESS = new ChannelKind("egress");

  /// Notifications for the user.
  public static final ChannelKind NOTIFY = new ChannelKind("notify");

  /// Checks the name.
  ///
  /// @throws IllegalArgumentException when it has other characters
  public ChannelKind {
    if (!valid(name)) {
      throw new IllegalArgumentException("not a channel kind: " + name);
    }
  }

  static boolean valid(String name) {
    return NAME.matcher(name).matches();
  }
}
