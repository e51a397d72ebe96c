package agenttui.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.command.Caller;
import agenttui.server.Verbs;
import agenttui.server.screen.Preferences;
import agenttui.store.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Saved changes are noticed, however an editor saves, and told once.
class SavedChangesTest {
  @TempDir Path directory;
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
  private LiveConfiguration configuration;
  private SavedChanges changes;

  @BeforeEach
  void begin() {
    Path config = directory.resolve("deep/agent-tui");
    Directories directories =
        new Directories(config, directory.resolve("state"), directory.resolve("cache"));
    configuration = LiveConfiguration.read(directories, Map.of(), Verbs::registry);
    configuration.shownOn(
        new LiveConfiguration.Screens() {
          @Override
          public void changed(LiveConfiguration now) {}

          @Override
          public void tell(String line, boolean error) {
            told.add((error ? "! " : "") + line);
          }

          @Override
          public void tryOn(Caller caller, Preferences preferences) {}
        });
    changes = SavedChanges.of(configuration);
  }

  @AfterEach
  void end() {
    changes.close();
  }

  private Path file() throws IOException {
    return Files.createDirectories(directory.resolve("deep/agent-tui")).resolve("config.toml");
  }

  private String told() throws InterruptedException {
    String line = told.poll(20, TimeUnit.SECONDS);
    assertTrue(line != null, "nothing was told");
    return line;
  }

  private String prefix() {
    return configuration.keyboard().tables().prefix().text();
  }

  @Test
  void aFileInADirectoryThatWasNotThereIsNoticed() throws Exception {
    Files.writeString(file(), "prefix = \"C-a\"\n");
    assertEquals("configuration: in use", told());
    assertEquals("C-a", prefix());
  }

  @Test
  void anEditorThatRenamesIsNoticed() throws Exception {
    Files.writeString(file(), "prefix = \"C-a\"\n");
    told();
    Path beside = Files.writeString(file().resolveSibling(".swap"), "prefix = \"C-x\"\n");
    Files.move(beside, file(), StandardCopyOption.ATOMIC_MOVE);
    assertEquals("configuration: in use", told());
    assertEquals("C-x", prefix());
  }

  @Test
  void aMistakeIsToldWithItsLineTheOldHoldsAndMendingIsToldToo() throws Exception {
    Files.writeString(file(), "prefix = \"C-a\"\n");
    told();
    Files.writeString(file(), "\nprefix = \"x\"\n");
    String line = told();
    assertTrue(line.startsWith("! the old settings hold: config.toml:2: prefix"), line);
    assertEquals("C-a", prefix());
    Files.writeString(file(), "prefix = \"C-a\"\n");
    assertEquals("configuration: right again, and in use", told());
  }

  @Test
  void aLinkIntoAnotherDirectoryIsFollowed() throws Exception {
    Path dots = Files.createDirectories(directory.resolve("dots"));
    Path real = Files.writeString(dots.resolve("tui.toml"), "prefix = \"C-a\"\n");
    Files.createSymbolicLink(file(), real);
    told();
    Files.writeString(real, "prefix = \"C-x\"\n");
    assertEquals("configuration: in use", told());
    assertEquals("C-x", prefix());
    configuration.file().set("theme", "light");
    assertTrue(Files.isSymbolicLink(file()));
    assertTrue(Files.readString(real).contains("theme = \"light\""));
  }

  @Test
  void aLinkToAFileOfAnyNameIsFollowed() throws Exception {
    Path dots = Files.createDirectories(directory.resolve("dots"));
    Path real = Files.writeString(dots.resolve("tuirc"), "prefix = \"C-a\"\n");
    Files.createSymbolicLink(file(), real);
    told();
    Files.writeString(real, "prefix = \"C-x\"\n");
    assertEquals("configuration: in use", told());
    assertEquals("C-x", prefix());
  }

  @Test
  void aThemesFileThatIsSavedIsNoticed() throws Exception {
    Path mine = Files.createDirectories(file().resolveSibling("themes")).resolve("mine.toml");
    Files.writeString(mine, "over = \"dark\"\n");
    Files.writeString(file(), "theme = \"mine\"\n");
    told();
    Files.writeString(mine, "over = \"dark\"\naccent = \"purpel\"\n");
    assertTrue(told().contains(": themes/mine.toml:2: accent: no colour: purpel"));
  }
}
