package io.sqluice.http.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
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
 * Lets everything be logged, searches it for secrets as it comes and keeps what shows one. What it
 * replaces is put back when it is closed.
 */
public final class SearchedLog implements AutoCloseable {

  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final LoggerConfig root = context.getConfiguration().getRootLogger();
  private final Level level = root.getLevel();
  private final Map<String, Appender> appenders = new LinkedHashMap<>(root.getAppenders());
  private final Searching searching;

  public SearchedLog(Needles needles) {
    searching = new Searching(needles);
    searching.start();
    appenders.keySet().forEach(root::removeAppender);
    root.addAppender(searching, Level.ALL, null);
    root.setLevel(Level.ALL);
    context.updateLoggers();
  }

  /** The messages, with their stack traces, that show a secret. */
  public List<String> findings() {
    return List.copyOf(searching.findings);
  }

  /** How many messages the loggers whose names start so have written, at any level. */
  public long messagesOf(String logger) {
    return searching.messages.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(logger))
        .mapToLong(entry -> entry.getValue().get())
        .sum();
  }

  @Override
  public void close() {
    root.removeAppender(searching.getName());
    appenders.values().forEach(appender -> root.addAppender(appender, null, null));
    root.setLevel(level);
    context.updateLoggers();
    searching.stop();
  }

  private static final class Searching extends AbstractAppender {

    private static final PatternLayout EVERYTHING =
        PatternLayout.newBuilder().withPattern("%p %c [%t] %m %X%n%throwable{full}").build();

    /** The APIs of the tests, which live in the same process and see what they are sent. */
    private static final List<String> SERVERS =
        List.of("org.eclipse.jetty", "com.github.tomakehurst", "org.wiremock", "WireMock");

    private final Needles needles;
    private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<String, AtomicLong> messages = new ConcurrentHashMap<>();

    private Searching(Needles needles) {
      super("searching", null, EVERYTHING, false, Property.EMPTY_ARRAY);
      this.needles = needles;
    }

    @Override
    public void append(LogEvent event) {
      messages.computeIfAbsent(event.getLoggerName(), name -> new AtomicLong()).incrementAndGet();
      if (SERVERS.stream().anyMatch(event.getLoggerName()::startsWith)) {
        return;
      }
      String text = EVERYTHING.toSerializable(event);
      if (needles.in(text)) {
        findings.add(text);
      }
    }
  }
}
