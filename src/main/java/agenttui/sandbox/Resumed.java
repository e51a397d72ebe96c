package agenttui.sandbox;

import agenttui.keeper.KeptPty;

/// A pty that goes on.
///
/// @param pty what to write to
/// @param next the offset of the first byte of output that its program had not yet written when it
///   was attached: what lies before is a replay
public record Resumed(KeptPty pty, long next) {}
