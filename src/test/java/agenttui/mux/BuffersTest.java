package agenttui.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What was copied, by name.
class BuffersTest {
  private final Buffers buffers = new Buffers();

  @Test
  void aCopyTakesNoNameThatAPersonGave() {
    buffers.put("buffer0", "mine");
    buffers.put("buffer1", "mine too");
    assertEquals("buffer2", buffers.add("copied"));
    assertEquals(Optional.of("mine"), buffers.named("buffer0"));
    assertEquals(List.of("buffer2", "buffer1", "buffer0"), buffers.names());
  }
}
