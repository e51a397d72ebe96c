package agenttui.keeper;

import java.util.Optional;

/// One pty that a keeper holds, as it said when it was attached.
///
/// @param id its name
/// @param first the oldest offset of its output that is still kept
/// @param next the offset of the next byte that the program will write
/// @param inputTaken how many bytes of input the keeper has taken since the pty was opened
/// @param exit how the program ended, while nobody has collected that by [KeptPty#close()]
public record HeldPty(
    PtyId id, long first, long next, long inputTaken, Optional<ExitStatus> exit) {}
