package agenttui.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which name somebody probably meant.
class NearestTest {
  @Test
  void theFewestEditsWin() {
    List<String> names = List.of("attach", "detach", "ls");
    assertEquals(Optional.of("attach"), Nearest.of("atach", names, 2));
    assertEquals(Optional.of("detach"), Nearest.of("dettach", names, 2));
  }

  @Test
  void tooFarIsNoName() {
    assertEquals(Optional.empty(), Nearest.of("zzzzzz", List.of("attach"), 2));
  }
}
