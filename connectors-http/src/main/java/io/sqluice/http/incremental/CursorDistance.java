package io.sqluice.http.incremental;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import javax.annotation.Nullable;

/**
 * How far it is from one cursor to another: of the two components, one is null.
 *
 * @param duration between instants, or between numbers that are times since the epoch
 * @param number between plain numbers
 */
public record CursorDistance(@Nullable Duration duration, @Nullable BigDecimal number)
    implements Serializable {

  public static CursorDistance of(Duration duration) {
    return new CursorDistance(duration, null);
  }

  public static CursorDistance of(BigDecimal number) {
    return new CursorDistance(null, number);
  }

  public boolean isDuration() {
    return duration != null;
  }

  public boolean isZero() {
    return isDuration() ? duration.isZero() : number.signum() == 0;
  }
}
