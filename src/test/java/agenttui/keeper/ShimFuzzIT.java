package agenttui.keeper;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs the fuzzers of the helper for 20 seconds.
@Tag("slow")
class ShimFuzzIT {
  @Test
  @Timeout(600)
  void hostileBytesDoNoHarm() {
    ShimTest.make("fuzz-short");
  }
}
