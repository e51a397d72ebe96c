package agenttui.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Every source file is in the house format.
class FormatTest {
  @Test
  void allSourcesAreFormatted() throws IOException, InterruptedException {
    assertEquals("", Format.run("-n"), "run: mvn exec:exec@format");
  }
}
