package agenttui.command.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The words of the status line while images are made. The rest is `FirstStartIT`.
class PreparationTest {
  @Test
  void theStatusLineSaysWhatAndHowFarInFewWords() {
    assertEquals(
        "making base image · 34.5 MB · 12 s",
        Preparation.brief("base image: no registry answers, making it · 34.5 MB · 12 s"));
    assertEquals(
        "making image foundation · 3 s", Preparation.brief("image foundation: Step 1/9 · 3 s"));
    assertEquals("making image foundation · 3 s", Preparation.brief("image foundation · 3 s"));
  }
}
