package agenttui.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A minute of the scripted hour, always the same one: see [Hour].
class HourIT {
  @TempDir Path directory;

  @Test
  void whateverIsTypedTheScreenStaysWhole() throws IOException {
    try (Hour hour = new Hour(directory, 2, System.out)) {
      hour.run(Duration.ofMinutes(1));
    }
  }
}
