package agenttui.keeper;

/// Is told what a keeper starts by itself.
public interface KeeperListener {
  /// A process in the sandbox connected to one of the keeper's listeners, of a kind that was
  /// allowed. Called on a virtual thread of its own, which may wait; the channel is closed when it
  /// returns.
  void opened(Channel channel);

  /// The stream ended without [Keeper#bye()]. Called once, on the reader thread, after each pty was
  /// told; attach again and go on from the offsets.
  void lost(String why);
}
