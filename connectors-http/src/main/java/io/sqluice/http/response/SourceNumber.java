package io.sqluice.http.response;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A JSON number that keeps the digits of its source, so that 1.10, 1e400 and long integers pass
 * through jq unchanged. Arithmetic in jq works on its {@code double} value, as in jq itself.
 */
final class SourceNumber extends NumericNode {

  private static final long serialVersionUID = 1L;

  /** More digits than any 64-bit integer has; beyond it a number is not expanded. */
  private static final int EXPANSION_LIMIT = 2_000;

  private final String text;

  /**
   * @param text a number as JSON writes it (RFC 8259, section 6)
   */
  SourceNumber(String text) {
    this.text = text;
  }

  @Override
  public String asText() {
    return text;
  }

  @Override
  public JsonToken asToken() {
    return JsonToken.VALUE_NUMBER_FLOAT;
  }

  @Override
  public JsonParser.NumberType numberType() {
    return JsonParser.NumberType.BIG_DECIMAL;
  }

  @Override
  public boolean isFloatingPointNumber() {
    return true;
  }

  @Override
  public Number numberValue() {
    return decimalValue();
  }

  @Override
  public int intValue() {
    return (int) doubleValue();
  }

  @Override
  public long longValue() {
    return (long) doubleValue();
  }

  @Override
  public float floatValue() {
    return Float.parseFloat(text);
  }

  @Override
  public double doubleValue() {
    return Double.parseDouble(text);
  }

  /**
   * The exact value.
   *
   * @throws NumberFormatException if the exponent is beyond that of a {@link BigDecimal}
   */
  @Override
  public BigDecimal decimalValue() {
    return new BigDecimal(text);
  }

  /**
   * The value without its fraction.
   *
   * @throws ArithmeticException if it has so many digits that writing them out could exhaust the
   *     memory
   */
  @Override
  public BigInteger bigIntegerValue() {
    BigDecimal decimal = decimalValue();
    long digits = (long) decimal.precision() - decimal.scale();
    if (digits <= 0) {
      return BigInteger.ZERO;
    }
    if (digits > EXPANSION_LIMIT) {
      throw new ArithmeticException(text + " is too large to be written out as an integer");
    }
    return decimal.toBigInteger();
  }

  @Override
  public boolean canConvertToInt() {
    double value = doubleValue();
    return value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE;
  }

  @Override
  public boolean canConvertToLong() {
    double value = doubleValue();
    return value >= Long.MIN_VALUE && value < 0x1p63;
  }

  @Override
  public boolean canConvertToExactIntegral() {
    return doubleValue() == Math.rint(doubleValue());
  }

  @Override
  public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
    generator.writeNumber(text);
  }

  /** Numbers of the same double value are equal, as in jq; those beyond it by their digits. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SourceNumber number
        && (text.equals(number.text)
            || (doubleValue() == number.doubleValue() && !Double.isInfinite(doubleValue())));
  }

  @Override
  public int hashCode() {
    return Double.hashCode(doubleValue() + 0.0);
  }
}
