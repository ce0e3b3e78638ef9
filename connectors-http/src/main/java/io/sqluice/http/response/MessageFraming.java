package io.sqluice.http.response;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How a body is cut into the messages that a format of Flink's takes, which make a record each.
 *
 * @param byLine whether a line is a message; else the body is one
 * @param skipLines the lines at the beginning that are not
 * @param csv how the lines are quoted; null if a line break is always the end of a line
 */
public record MessageFraming(boolean byLine, int skipLines, @Nullable CsvDialect csv)
    implements Serializable {

  /** The body is one message. */
  public static final MessageFraming WHOLE_BODY = new MessageFraming(false, 0, null);
}
