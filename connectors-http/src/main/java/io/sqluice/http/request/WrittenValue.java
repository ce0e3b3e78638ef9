package io.sqluice.http.request;

import java.math.BigDecimal;
import java.time.Instant;
import javax.annotation.Nullable;

/**
 * A value that is sent as it is written, such as one of an earlier answer, unless a placeholder has
 * a time format.
 *
 * @param text as it is written
 * @param number whether it is a JSON number, so that JSON gets it without quotes
 * @param instant the time that it stands for; null if it is none
 */
public record WrittenValue(String text, boolean number, @Nullable Instant instant) {

  /** The value where JSON is sent. */
  Object jsonValue() {
    return number ? new BigDecimal(text) : text;
  }
}
