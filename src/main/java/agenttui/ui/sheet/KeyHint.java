package agenttui.ui.sheet;

/// A key that works in a sheet, for the hint rule.
public record KeyHint(String key, String words) {}
