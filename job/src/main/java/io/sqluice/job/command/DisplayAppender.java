package io.sqluice.job.command;

import io.sqluice.job.output.Display;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/**
 * Shows log messages on standard error, without stack traces and without getting into the status
 * line.
 */
final class DisplayAppender extends AbstractAppender {

  private final Display display;

  DisplayAppender(Display display) {
    super("display", null, null, true, Property.EMPTY_ARRAY);
    this.display = display;
  }

  @Override
  public void append(LogEvent event) {
    display.message(event.getLevel() + ": " + event.getMessage().getFormattedMessage());
  }
}
