package agenttui.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;

/// The whole configuration of logging: warnings and better into one rotating file, whose path the
/// server says by a system property before the first logger is made. Without it (tests, tools)
/// nothing is written anywhere; logging never reaches a screen.
public final class LogFile extends ContextAwareBase implements Configurator {
  /// The property that holds the file's path: to be set before any class with a logger is loaded.
  public static final String PROPERTY = "agenttui.log";

  private static final String MAX_BYTES = "4MB";

  /// Called by logback once, through `META-INF/services`.
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    String path = System.getProperty(PROPERTY);
    if (path == null) {
      root.setLevel(Level.OFF);
      return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
    root.setLevel(Level.WARN);
    context.getLogger("agenttui").setLevel(Level.INFO);
    root.addAppender(appender(context, path));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, String path) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(path);
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5level %logger{20} [%thread] %msg%n");
    encoder.start();
    appender.setEncoder(encoder);
    SizeBasedTriggeringPolicy<ILoggingEvent> when = new SizeBasedTriggeringPolicy<>();
    when.setContext(context);
    when.setMaxFileSize(FileSize.valueOf(MAX_BYTES));
    when.start();
    FixedWindowRollingPolicy how = new FixedWindowRollingPolicy();
    how.setContext(context);
    how.setParent(appender);
    how.setFileNamePattern(path + ".%i");
    how.setMinIndex(1);
    how.setMaxIndex(1);
    how.start();
    appender.setTriggeringPolicy(when);
    appender.setRollingPolicy(how);
    appender.start();
    return appender;
  }
}
