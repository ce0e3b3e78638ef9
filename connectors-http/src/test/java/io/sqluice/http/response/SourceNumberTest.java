package io.sqluice.http.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class SourceNumberTest {

  @Test
  void should_show_its_source_text() {
    assertThat(new SourceNumber("1.10").asText()).isEqualTo("1.10");
    assertThat(new SourceNumber("1e400")).hasToString("1e400");
  }

  @Test
  void should_compute_with_its_value() {
    SourceNumber number = new SourceNumber("12.50");

    assertThat(number.doubleValue()).isEqualTo(12.5);
    assertThat(number.floatValue()).isEqualTo(12.5f);
    assertThat(number.longValue()).isEqualTo(12);
    assertThat(number.intValue()).isEqualTo(12);
    assertThat(number.decimalValue()).isEqualTo(new BigDecimal("12.50"));
    assertThat(number.bigIntegerValue()).isEqualTo(BigInteger.valueOf(12));
    assertThat(number.canConvertToExactIntegral()).isFalse();
    assertThat(number.canConvertToInt()).isTrue();
    assertThat(new SourceNumber("1e10").canConvertToInt()).isFalse();
    assertThat(new SourceNumber("9223372036854775808").canConvertToLong()).isFalse();
  }

  @Test
  void should_never_be_written_out_beyond_reason() {
    assertThat(new SourceNumber("1e-999999999").bigIntegerValue()).isZero();
    assertThat(new SourceNumber("1e999999999").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> new SourceNumber("1e999999999").bigIntegerValue())
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("1e999999999 is too large to be written out as an integer");
  }

  @Test
  void should_equal_numbers_of_the_same_value() {
    assertThat(new SourceNumber("1.10"))
        .isEqualTo(new SourceNumber("1.1"))
        .hasSameHashCodeAs(new SourceNumber("11e-1"))
        .isNotEqualTo(new SourceNumber("1.2"));
    assertThat(new SourceNumber("1e400"))
        .isEqualTo(new SourceNumber("1e400"))
        .isNotEqualTo(new SourceNumber("1e500"));
    assertThat(new SourceNumber("-0")).hasSameHashCodeAs(new SourceNumber("0.0"));
  }
}
