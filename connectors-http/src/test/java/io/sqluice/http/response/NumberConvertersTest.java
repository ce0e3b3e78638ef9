package io.sqluice.http.response;

import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.DECIMAL;
import static org.apache.flink.table.api.DataTypes.DOUBLE;
import static org.apache.flink.table.api.DataTypes.FLOAT;
import static org.apache.flink.table.api.DataTypes.INT;
import static org.apache.flink.table.api.DataTypes.SMALLINT;
import static org.apache.flink.table.api.DataTypes.TINYINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberConvertersTest {

  @Test
  void should_read_integers_from_numbers_and_text() throws Exception {
    assertThat(read(TINYINT(), "-128")).isEqualTo((byte) -128);
    assertThat(read(SMALLINT(), "\"32767\"")).isEqualTo((short) 32767);
    assertThat(read(INT(), "-0")).isEqualTo(0);
    assertThat(read(INT(), "\" +7 \"")).isEqualTo(7);
    assertThat(read(INT(), "1.0")).isEqualTo(1);
    assertThat(read(INT(), "1e3")).isEqualTo(1000);
    assertThat(read(INT(), "120e-1")).isEqualTo(12);
    assertThat(read(BIGINT(), "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(read(BIGINT(), "\"-9223372036854775808\"")).isEqualTo(Long.MIN_VALUE);
    assertThat(read(BIGINT(), "9007199254740993")).isEqualTo(9007199254740993L);
    assertThat(read(BIGINT(), "0e999999999")).isEqualTo(0L);
  }

  @Test
  void should_read_the_nearest_float_as_java_does() throws Exception {
    Random random = new Random(20261120);
    for (int i = 0; i < 20_000; i++) {
      // A float, or the middle between it and the next one, with digits that tip it over or not.
      float near = Float.intBitsToFloat(random.nextInt());
      if (!Float.isFinite(near) || Math.abs(near) > 1e38f) {
        continue;
      }
      BigDecimal low = new BigDecimal(near);
      BigDecimal middle = low.add(new BigDecimal(Math.nextUp(near))).divide(BigDecimal.valueOf(2));
      BigDecimal tip = middle.ulp().movePointLeft(random.nextInt(20));
      BigDecimal number =
          switch (random.nextInt(4)) {
            case 0 -> low;
            case 1 -> middle;
            case 2 -> middle.add(tip);
            default -> middle.subtract(tip);
          };
      String text = number.toString();

      assertThat(read(FLOAT(), "\"" + text + "\"")).as(text).isEqualTo(Float.parseFloat(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "\"1.5\"", "1e-1", "1e-999999999"})
  void should_refuse_a_fraction_in_an_integer(String json) {
    assertThatThrownBy(() -> read(INT(), json))
        .hasMessage(
            "row 1, field 'c' (INT): found %s, expected an integer; declare the column as DECIMAL or DOUBLE, or round it in jq"
                .formatted(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2147483648",
        "-2147483649",
        "9223372036854775808",
        "1e19",
        "1e999999999",
        "\"99999999999999999999999999\""
      })
  void should_refuse_an_integer_out_of_range(String json) {
    assertThatThrownBy(() -> read(INT(), json))
        .hasMessage(
            "row 1, field 'c' (INT): found %s, expected a number from -2147483648 to 2147483647; declare the column with a wider type, such as BIGINT or DECIMAL(38, 0)"
                .formatted(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "[]",
        "{}",
        "\"\"",
        "\"1,5\"",
        "\"0x1p3\"",
        "\"1d\"",
        "\"٣\"",
        "\"NaN\"",
        "\"1e\"",
        "\".\"",
        "\"1 2\"",
        "\"1e99999999999\"",
        "1e99999999999"
      })
  void should_refuse_what_is_not_an_integer(String json) {
    assertThatThrownBy(() -> Extraction.into(INT()).rows("{\"c\": " + json + "}"))
        .hasMessage(
            "row 1, field 'c' (INT): found %s, expected an integer; convert it in jq, or declare the column as STRING"
                .formatted(json));
  }

  @Test
  void should_read_the_nearest_floating_point_number() throws Exception {
    assertThat(read(FLOAT(), "\"100.5\"")).isEqualTo(100.5f);
    assertThat(read(FLOAT(), "16777217")).isEqualTo(16777216f);
    assertThat(read(FLOAT(), "0.1")).isEqualTo(0.1f);
    // Read by way of a double it would be 1.0: the two roundings add up.
    assertThat(read(FLOAT(), "1.00000005960464484")).isEqualTo(1.0000001f);
    assertThat(read(DOUBLE(), "0.1")).isEqualTo(0.1d);
    assertThat(read(DOUBLE(), "\"1e-400\"")).isEqualTo(0d);
    assertThat(read(DOUBLE(), "9007199254740993")).isEqualTo(9007199254740992d);
    assertThat(read(DOUBLE(), "-0")).isEqualTo(-0.0d);
    assertThat(read(DOUBLE(), "\"NaN\"")).isEqualTo(Double.NaN);
    assertThat(read(FLOAT(), "\"-Infinity\"")).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(read(DOUBLE(), "\".5\"")).isEqualTo(0.5d);
  }

  @Test
  void should_read_what_jq_computed() throws Exception {
    assertThat(Extraction.into(DOUBLE()).jq(".a / 4").value("{\"a\": 1}")).isEqualTo(0.25d);
    assertThat(Extraction.into(FLOAT()).jq(".a / 4").value("{\"a\": 1}")).isEqualTo(0.25f);
    assertThat(Extraction.into(DECIMAL(4, 2)).jq(".a / 4").value("{\"a\": 1}"))
        .isEqualTo(decimal("0.25", 4, 2));
    assertThat(Extraction.into(INT()).jq(".a * 4").value("{\"a\": 2.5}")).isEqualTo(10);
    assertThat(Extraction.into(DOUBLE()).jq("nan").value("{}")).isEqualTo(Double.NaN);
  }

  @Test
  void should_refuse_a_floating_point_number_out_of_range() {
    assertThatThrownBy(() -> read(DOUBLE(), "1e400"))
        .hasMessage(
            "row 1, field 'c' (DOUBLE): found 1e400, expected a number in the range of the type (it is out of range); declare the column as DECIMAL or STRING");
    assertThatThrownBy(() -> read(FLOAT(), "\"-1e39\""))
        .hasMessage(
            "row 1, field 'c' (FLOAT): found \"-1e39\", expected a number in the range of the type (it is out of range); declare the column as DECIMAL or STRING");
    assertThatThrownBy(() -> Extraction.into(FLOAT()).jq(".c * 1").rows("{\"c\": 1e300}"))
        .hasMessageContaining("expected a number in the range of the type");
  }

  @Test
  void should_lose_no_digit_of_a_decimal() throws Exception {
    assertThat(read(DECIMAL(38, 18), "\"12345678901234567890.123456789012345678\""))
        .isEqualTo(decimal("12345678901234567890.123456789012345678", 38, 18));
    assertThat(read(DECIMAL(5, 2), "1.10")).isEqualTo(decimal("1.10", 5, 2));
    assertThat(read(DECIMAL(5, 2), "1.1000")).isEqualTo(decimal("1.10", 5, 2));
    assertThat(read(DECIMAL(5, 2), "12e1")).isEqualTo(decimal("120.00", 5, 2));
    assertThat(read(DECIMAL(2, 2), "0.99")).isEqualTo(decimal("0.99", 2, 2));
    assertThat(read(DECIMAL(38, 0), "123456789012345678901234567890"))
        .isEqualTo(decimal("123456789012345678901234567890", 38, 0));
    assertThat(read(DECIMAL(2, 2), "0e999999999")).isEqualTo(decimal("0.00", 2, 2));
  }

  @Test
  void should_say_which_scale_or_precision_a_decimal_needs() {
    assertThatThrownBy(() -> read(DECIMAL(5, 2), "1.123"))
        .hasMessage(
            "row 1, field 'c' (DECIMAL(5, 2)): found 1.123, expected a number with at most 2 digits after the point; declare the column with a scale of 3, or round it in jq");
    assertThatThrownBy(() -> read(DECIMAL(5, 2), "\"1000\""))
        .hasMessage(
            "row 1, field 'c' (DECIMAL(5, 2)): found \"1000\", expected a number with at most 3 digits before the point; declare the column with a higher precision, or as STRING");
    assertThatThrownBy(() -> read(DECIMAL(38, 0), "1e999999999"))
        .hasMessageContaining("expected a number with at most 38 digits before the point");
    assertThatThrownBy(() -> read(DECIMAL(38, 10), "1e-999999999"))
        .hasMessageContaining("declare the column with a scale of 999999999");
  }

  private static Object read(DataType type, String json) throws ExtractionException {
    return Extraction.into(type).value("[" + json + "]");
  }

  private static DecimalData decimal(String text, int precision, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(text), precision, scale);
  }
}
