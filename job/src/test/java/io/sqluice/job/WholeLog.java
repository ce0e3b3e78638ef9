package io.sqluice.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/**
 * Keeps all that is logged at any level, in the place of what logs otherwise, which is put back
 * when it is closed.
 */
final class WholeLog implements AutoCloseable {

  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final LoggerConfig root = context.getConfiguration().getRootLogger();
  private final Level level = root.getLevel();
  private final Collection<Appender> replaced = List.copyOf(root.getAppenders().values());
  private final Keeping keeping = new Keeping();

  WholeLog() {
    keeping.start();
    replaced.forEach(appender -> root.removeAppender(appender.getName()));
    root.addAppender(keeping, Level.ALL, null);
    root.setLevel(Level.ALL);
    context.updateLoggers();
  }

  /** The messages so far, with their stack traces. */
  List<String> messages() {
    return new ArrayList<>(keeping.messages);
  }

  @Override
  public void close() {
    root.removeAppender(keeping.getName());
    replaced.forEach(appender -> root.addAppender(appender, null, null));
    root.setLevel(level);
    context.updateLoggers();
    keeping.stop();
  }

  private static final class Keeping extends AbstractAppender {

    private final Queue<String> messages = new ConcurrentLinkedQueue<>();

    private Keeping() {
      super(
          "whole-log",
          null,
          PatternLayout.newBuilder().withPattern("%p %c %m %ex").build(),
          true,
          Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      messages.add((String) getLayout().toSerializable(event));
    }
  }
}
