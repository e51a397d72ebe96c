package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where log lines go: one file, also those of libraries, and nowhere else.
class LogFileTest {
  @TempDir Path directory;

  @Test
  void theLinesOfTheEnginesLibraryGoToTheFileOnly() throws IOException {
    Path file = directory.resolve("server.log");
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    String before = System.setProperty(LogFile.PROPERTY, file.toString());
    try {
      new LogFile().configure(context);
    } finally {
      if (before == null) {
        System.clearProperty(LogFile.PROPERTY);
      } else {
        System.setProperty(LogFile.PROPERTY, before);
      }
    }
    context.getLogger("com.github.dockerjava.api").error("a connection broke");
    context.getLogger("com.github.dockerjava.api").info("every byte");
    List<Object> appenders = new ArrayList<>();
    context
        .getLoggerList()
        .forEach(logger -> logger.iteratorForAppenders().forEachRemaining(appenders::add));
    context.stop();
    String written = Files.readString(file);
    assertTrue(written.contains("a connection broke"), written);
    assertEquals(1, written.lines().count());
    assertEquals(1, appenders.size());
    assertTrue(appenders.getFirst() instanceof RollingFileAppender);
  }
}
