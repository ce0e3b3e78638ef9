package io.sqluice.http.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What the connector logs as a warning or worse, from construction to close. */
public final class Warnings extends AbstractAppender implements AutoCloseable {

  private static final String CONNECTOR = "io.sqluice.http";

  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

  public Warnings() {
    super("warnings", null, null, true, Property.EMPTY_ARRAY);
    start();
    LoggerConfig logger = new LoggerConfig(CONNECTOR, Level.WARN, false);
    logger.addAppender(this, Level.WARN, null);
    context.getConfiguration().addLogger(CONNECTOR, logger);
    context.updateLoggers();
  }

  @Override
  public void append(LogEvent event) {
    messages.add(event.getMessage().getFormattedMessage());
  }

  public List<String> messages() {
    return messages;
  }

  @Override
  public void close() {
    context.getConfiguration().removeLogger(CONNECTOR);
    context.updateLoggers();
    stop();
  }
}
