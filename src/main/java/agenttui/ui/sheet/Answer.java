package agenttui.ui.sheet;

/// What a person decided in a sheet.
///
/// @param command a command line; empty: only close
/// @param stays whether the sheet stays open and waits for a newer question
public record Answer(String command, boolean stays) {}
