package io.sqluice.http.request;

import java.math.BigDecimal;
import java.time.Instant;
import javax.annotation.Nullable;

/**
 * A value of an earlier answer that is sent back as it was written there, unless a placeholder has
 * a time format.
 *
 * @param text as it was written
 * @param number whether it is a JSON number, so that JSON gets it without quotes
 * @param instant the time that it stands for; null if it is none
 */
public record EchoedValue(String text, boolean number, @Nullable Instant instant) {

  /** The value where JSON is sent. */
  Object jsonValue() {
    return number ? new BigDecimal(text) : text;
  }
}
