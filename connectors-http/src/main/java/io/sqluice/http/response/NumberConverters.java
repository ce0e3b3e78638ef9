package io.sqluice.http.response;

import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.function.LongFunction;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Converters of the numeric types. They take JSON numbers and strings that hold one. Integers and
 * decimals lose no digit; FLOAT and DOUBLE take the nearest value.
 */
final class NumberConverters {

  private NumberConverters() {}

  static JsonConverter integer(LogicalType type, long min, long max, LongFunction<Object> box) {
    return value -> {
      long number =
          value.isIntegralNumber() && value.canConvertToLong()
              ? value.longValue()
              : exactLong(type, value, min, max);
      if (number < min || number > max) {
        throw outOfRange(type, value, min, max);
      }
      return box.apply(number);
    };
  }

  private static long exactLong(LogicalType type, JsonNode value, long min, long max) {
    BigDecimal number = exactValue(type, value, "an integer").stripTrailingZeros();
    if (number.scale() > 0) {
      throw new InvalidValueException(
          type, value, "an integer", "declare the column as DECIMAL or DOUBLE, or round it in jq");
    }
    // Longer than a BIGINT: must not be written out, 1e999999999 is a gigabyte of digits.
    if (NumberText.integerDigits(number) > 19) {
      throw outOfRange(type, value, min, max);
    }
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw outOfRange(type, value, min, max);
    }
  }

  private static InvalidValueException outOfRange(
      LogicalType type, JsonNode value, long min, long max) {
    return new InvalidValueException(
        type,
        value,
        "a number from %d to %d".formatted(min, max),
        "declare the column with a wider type, such as BIGINT or DECIMAL(38, 0)");
  }

  static JsonConverter decimal(DecimalType type) {
    int precision = type.getPrecision();
    int scale = type.getScale();
    return value -> {
      BigDecimal number = exactValue(type, value, "a number").stripTrailingZeros();
      if (NumberText.integerDigits(number) > precision - scale && number.signum() != 0) {
        throw new InvalidValueException(
            type,
            value,
            "a number with at most %d digits before the point".formatted(precision - scale),
            "declare the column with a higher precision, or as STRING");
      }
      if (number.scale() > scale) {
        throw new InvalidValueException(
            type,
            value,
            "a number with at most %d digits after the point".formatted(scale),
            "declare the column with a scale of %d, or round it in jq".formatted(number.scale()));
      }
      return DecimalData.fromBigDecimal(number, precision, scale);
    };
  }

  static JsonConverter singlePrecision(LogicalType type) {
    return value -> {
      if (value.isNumber() && !(value instanceof SourceNumber)) {
        float number = value.floatValue();
        return checkRange(
            type, value, number, Float.isInfinite(number) && Double.isFinite(value.doubleValue()));
      }
      String text = numberOrSpecial(type, value);
      float number = nearestFloat(text);
      return checkRange(type, value, number, Float.isInfinite(number) && isFinite(text));
    };
  }

  /**
   * The float nearest to a number. The double nearest to it rounds to the same float, unless it
   * lies halfway between two floats; parsing it is several times faster.
   */
  private static float nearestFloat(String number) {
    double wide = NumberInput.parseDouble(number, true);
    boolean halfway = (Double.doubleToRawLongBits(wide) & 0x1FFF_FFFFL) == 0x1000_0000L;
    return halfway || Math.abs(wide) < Float.MIN_NORMAL
        ? NumberInput.parseFloat(number, true)
        : (float) wide;
  }

  static JsonConverter doublePrecision(LogicalType type) {
    return value -> {
      if (value.isNumber() && !(value instanceof SourceNumber)) {
        return value.doubleValue();
      }
      String text = numberOrSpecial(type, value);
      double number = NumberInput.parseDouble(text, true);
      return checkRange(type, value, number, Double.isInfinite(number) && isFinite(text));
    };
  }

  private static Object checkRange(
      LogicalType type, JsonNode value, Number number, boolean outOfRange) {
    if (outOfRange) {
      throw new InvalidValueException(
          type,
          value,
          "a number in the range of the type (it is out of range)",
          "declare the column as DECIMAL or STRING");
    }
    return number;
  }

  /** A number, or one of the values of IEEE 754 that JSON has no number for. */
  private static String numberOrSpecial(LogicalType type, JsonNode value) {
    if (value instanceof SourceNumber) {
      return value.asText();
    }
    if (value.isTextual()) {
      String text = value.textValue();
      if (NumberText.isNumber(text)) {
        return text;
      }
      String stripped = text.strip();
      if (NumberText.isNumber(stripped) || isSpecial(stripped)) {
        return stripped;
      }
    }
    throw new InvalidValueException(type, value, "a number");
  }

  private static boolean isSpecial(String text) {
    return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
  }

  private static boolean isFinite(String text) {
    return !isSpecial(text);
  }

  /** The exact value of a JSON number or of a string that holds one; never null. */
  static BigDecimal exactValue(LogicalType type, JsonNode value, String expected) {
    BigDecimal number = null;
    if (value instanceof SourceNumber) {
      number = NumberText.exactValue(value.asText());
    } else if (value.isDouble() || value.isFloat()) {
      double computed = value.doubleValue();
      number = Double.isFinite(computed) ? BigDecimal.valueOf(computed) : null;
    } else if (value.isNumber()) {
      number = value.decimalValue();
    } else if (value.isTextual()) {
      String text = value.textValue().strip();
      number = NumberText.isNumber(text) ? NumberText.exactValue(text) : null;
    }
    if (number == null) {
      throw new InvalidValueException(type, value, expected);
    }
    return number;
  }
}
