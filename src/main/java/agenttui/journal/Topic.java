package agenttui.journal;

/// What an entry is about; the panel's sections are chosen by it.
public enum Topic {
  /// A tool call: started, ended, refused.
  TOOL,
  /// A request to the network: allowed, refused, failed; the upload alarm.
  EGRESS,
  /// A tool call or host: held, answered, withdrawn, denied by rule.
  APPROVAL,
  /// A signal that was sent.
  SIGNAL,
  /// A fork: made, cleaned, brought back.
  FORK,
  /// A merge: done, refused, undone.
  MERGE,
  /// A container or keeper: started, lost, ended.
  SANDBOX,
  /// An image or the tools volume: built, failed.
  IMAGE,
  /// A pane, a session, a client.
  SESSION,
  /// What the program of a pane does now, and why.
  STATE,
  /// Something went wrong inside the program.
  FAULT
}
