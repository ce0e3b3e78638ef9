package io.sqluice.job.command;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as Flink writes them: {@code 20s}, {@code 5 min}. */
final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String value) {
    try {
      Duration duration = TimeUtils.parseDuration(value);
      // Flink takes a number alone for milliseconds, which nobody means.
      boolean unit = !Character.isDigit(value.strip().charAt(value.strip().length() - 1));
      if (unit && !duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (IllegalArgumentException e) {
      // The message below says more to a user than that of the parser.
    }
    throw new TypeConversionException(
        "'" + value + "' is no duration: write a number and a unit, as in 20s or 5min");
  }
}
