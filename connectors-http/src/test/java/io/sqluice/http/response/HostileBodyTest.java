package io.sqluice.http.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.DECIMAL;
import static org.apache.flink.table.api.DataTypes.DOUBLE;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.INT;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are made to take long, or to take much. Each is read within seconds. */
@Timeout(60)
class HostileBodyTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void should_refuse_what_is_nested_too_deeply_at_once() {
    for (String body :
        new String[] {
          "[".repeat(10_000_000),
          "[".repeat(100_000) + "]".repeat(100_000),
          "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)
        }) {
      for (BodyFormat format : new BodyFormat[] {BodyFormat.JSON, BodyFormat.NDJSON}) {
        assertThatThrownBy(
                () ->
                    Extraction.into(STRING())
                        .format(format)
                        .maxLineBytes(20_000_000)
                        .jqTimeout(LIMIT)
                        .rows(body))
            .isInstanceOf(ExtractionException.class)
            .isNotInstanceOf(RecordConversionException.class)
            .hasMessageStartingWith(
                "the body goes beyond a limit: Document nesting depth (501) exceeds the maximum"
                    + " allowed (500, ");
      }
    }
  }

  @Test
  void should_reckon_with_numbers_of_a_billion_digits_at_once() throws Exception {
    for (DataType type : new DataType[] {DECIMAL(38, 18), BIGINT(), INT()}) {
      assertThatThrownBy(() -> Extraction.into(type).jqTimeout(LIMIT).rows("{\"c\": 1e999999999}"))
          .isInstanceOf(RecordConversionException.class)
          .hasMessageStartingWith("row 1, field 'c' (" + type + "): found 1e999999999, expected ");
    }
    assertThat(Extraction.into(STRING()).jqTimeout(LIMIT).value("{\"c\": 1e999999999}"))
        .isEqualTo(StringData.fromString("1e999999999"));
    assertThat(Extraction.into(DOUBLE()).jqTimeout(LIMIT).value("{\"c\": 1e-999999999}"))
        .isEqualTo(0.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "0.1"})
  void should_refuse_numbers_of_more_than_a_thousand_digits(String digits) {
    String number = digits + "1".repeat(1_001 - digits.replace(".", "").length());
    assertThatThrownBy(() -> Extraction.into(STRING()).rows("{\"c\": " + number + "}"))
        .hasMessageContaining("Number value length (1001) exceeds the maximum allowed (1000,");
  }

  @Test
  void should_take_the_last_of_names_that_repeat() throws Exception {
    assertThat(Extraction.into(INT()).value("{\"c\": 1, \"c\": 2}")).isEqualTo(2);
  }

  @Test
  void should_read_long_strings_and_many_names() throws Exception {
    String text = "x".repeat(10_000_000);
    assertThat(Extraction.into(STRING()).value("{\"c\": \"" + text + "\"}"))
        .isEqualTo(StringData.fromString(text));

    StringBuilder names = new StringBuilder("{\"c\": 7");
    for (int i = 0; i < 300_000; i++) {
      names.append(",\"name").append(i).append("\":0");
    }
    assertThat(Extraction.into(INT()).jqTimeout(LIMIT).value(names + "}")).isEqualTo(7);
  }

  @Test
  void should_read_names_of_one_hash() throws Exception {
    StringBuilder names = new StringBuilder("{\"c\": 7");
    for (int i = 0; i < 1 << 16; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 16; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      names.append(",\"").append(name).append("\":0");
    }

    assertThat(Extraction.into(INT()).jqTimeout(LIMIT).value(names + "}")).isEqualTo(7);
  }

  @Test
  void should_read_many_records_and_lines_without_end() throws Exception {
    assertThat(
            Extraction.into(FIELD("a", INT()))
                .jqTimeout(LIMIT)
                .rows("[" + "{},".repeat(1_000_000) + "{}]"))
        .hasSize(1_000_001);
    assertThat(
            Extraction.into(INT())
                .format(BodyFormat.NDJSON)
                .jqTimeout(LIMIT)
                .rows("\n".repeat(10_000_000)))
        .isEmpty();
  }

  @Test
  void should_refuse_random_bytes() {
    byte[] random = new byte[100_000];
    new Random(7).nextBytes(random);

    assertThatThrownBy(() -> Extraction.into(STRING()).page(random))
        .isInstanceOf(ExtractionException.class);
    assertThatThrownBy(() -> Extraction.into(STRING()).page("\0\0\0\0".getBytes(UTF_8)))
        .isInstanceOf(ExtractionException.class);
  }
}
