package agenttui.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.store.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked of a server that is not there.
class ClientTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"has-session", "has", "kill-server"})
  void whatNeedsAServerThatRunsStartsNone(String verb) throws IOException {
    Endpoint endpoint = new Endpoint("test", directory, directory);
    assertEquals(1, Client.run(endpoint, List.of(verb)));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
