package io.sqluice.http.response;

import static org.apache.flink.table.api.DataTypes.DATE;
import static org.apache.flink.table.api.DataTypes.TIME;
import static org.apache.flink.table.api.DataTypes.TIMESTAMP;
import static org.apache.flink.table.api.DataTypes.TIMESTAMP_LTZ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampConverterTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T10:00:00.123456789, 9, 2026-11-20T10:00:00.123456789",
    "2026-11-20T10:00:00.123456789, 6, 2026-11-20T10:00:00.123456",
    "2026-11-20T10:00:00.129, 2, 2026-11-20T10:00:00.120",
    "2026-11-20T10:00:00.999, 0, 2026-11-20T10:00",
    "1969-12-31T23:59:59.999, 0, 1969-12-31T23:59:59",
    "2026-11-20 10:00:00.5, 3, 2026-11-20T10:00:00.500",
    "2026-11-20T10:00, 3, 2026-11-20T10:00",
    "2026-11-20t10:00:00z, 3, 2026-11-20T10:00",
    "2026-11-20T10:00:00Z, 3, 2026-11-20T10:00",
    "2026-11-20 10:00:00+01:00, 3, 2026-11-20T09:00",
    "2026-11-20T10:00:00-0530, 3, 2026-11-20T15:30",
    "2026-11-20T10:00:00+01, 3, 2026-11-20T09:00",
    "2026-11-20, 3, 2026-11-20T00:00",
  })
  void should_read_iso_text(String text, int precision, String expected) throws Exception {
    assertThat(read(TIMESTAMP(precision), '"' + text + '"')).hasToString(expected);
    assertThat(read(TIMESTAMP_LTZ(precision), '"' + text + '"')).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, AUTO, 2023-11-14T22:13:20",
    "1700000000.5, AUTO, 2023-11-14T22:13:20.500",
    "1700000000123, AUTO, 2023-11-14T22:13:20.123",
    "1700000000123.456, AUTO, 2023-11-14T22:13:20.123456",
    "1700000000123456, AUTO, 2023-11-14T22:13:20.123456",
    "1700000000123456789, AUTO, 2023-11-14T22:13:20.123456789",
    "9900000000000000000, AUTO, 2283-09-20T08:00",
    "99999999999, AUTO, 5138-11-16T09:46:39",
    "100000000000, AUTO, 1973-03-03T09:46:40",
    "-1, AUTO, 1969-12-31T23:59:59",
    "-1.5, SECONDS, 1969-12-31T23:59:58.500",
    "-1, NANOSECONDS, 1969-12-31T23:59:59.999999999",
    "0, AUTO, 1970-01-01T00:00",
    "1e9, SECONDS, 2001-09-09T01:46:40",
    "1.5, MILLISECONDS, 1970-01-01T00:00:00.001500",
    "1.5, MICROSECONDS, 1970-01-01T00:00:00.000001500",
    "1700000000, MILLISECONDS, 1970-01-20T16:13:20",
    "1e-999999999, SECONDS, 1970-01-01T00:00",
  })
  void should_read_numbers_since_the_epoch(String number, EpochUnit unit, String expected)
      throws Exception {
    Extraction extraction = Extraction.into(TIMESTAMP(9)).epochUnit(unit);
    assertThat(extraction.value("[" + number + "]")).hasToString(expected);
    assertThat(extraction.value("[\"" + number + "\"]")).hasToString(expected);
  }

  @Test
  void should_read_numbers_that_jq_computed() throws Exception {
    assertThat(Extraction.into(TIMESTAMP(3)).jq(".t / 8").value("{\"t\": 13600000001}"))
        .hasToString("2023-11-14T22:13:20.125");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-02-30\"",
        "\"2026-11-20T10:00:00.1234567891\"",
        "\"20.11.2026\"",
        "\"\"",
        "\"10:00:00\"",
        "\"2026-11-20T10:00:00 CET\""
      })
  void should_refuse_other_text(String json) {
    assertThatThrownBy(() -> read(TIMESTAMP(3), json))
        .hasMessage(
            "row 1, field 'c' (TIMESTAMP(3)): found %s, expected a timestamp such as 2026-11-20T10:00:00.123 or 2026-11-20 10:00:00+01:00; set timestamp.format to the pattern of the text, or convert it in jq"
                .formatted(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e30", "-1e999999999", "300000000000"})
  void should_refuse_numbers_out_of_range(String json) {
    assertThatThrownBy(
            () -> Extraction.into(TIMESTAMP(3)).epochUnit(EpochUnit.SECONDS).rows("[" + json + "]"))
        .hasMessage(
            "row 1, field 'c' (TIMESTAMP(3)): found %s, expected a timestamp from the years 0000 to 9999; set timestamp.epoch-unit to the unit of the number"
                .formatted(json));
  }

  @Test
  void should_refuse_values_that_are_no_timestamps() {
    assertThatThrownBy(() -> read(TIMESTAMP_LTZ(3), "true"))
        .hasMessage(
            "row 1, field 'c' (TIMESTAMP_LTZ(3)): found true, expected a timestamp as text or number; convert it in jq, or declare the column as STRING");
  }

  @ParameterizedTest
  @CsvSource({
    "EEE MMM dd HH:mm:ss Z yyyy, Sun Aug 31 02:29:15 +0200 2014, 2014-08-31T00:29:15",
    "dd.MM.yyyy HH:mm, 20.11.2026 10:00, 2026-11-20T10:00",
    "dd.MM.yyyy, 20.11.2026, 2026-11-20T00:00",
    "yyyyMMddHHmmss, 20261120100000, 2026-11-20T10:00",
    "uuuu-MM-dd'y' hh:mm a, 2026-11-20y 10:00 PM, 2026-11-20T22:00",
    "yyyy-MM-dd HH:mm VV, 2026-11-20 10:00 Europe/Berlin, 2026-11-20T09:00",
  })
  void should_read_text_in_a_given_format(String pattern, String text, String expected)
      throws Exception {
    assertThat(Extraction.into(TIMESTAMP(3)).timestampFormat(pattern).value("[\"" + text + "\"]"))
        .hasToString(expected);
  }

  @Test
  void should_read_numbers_also_with_a_format() throws Exception {
    assertThat(Extraction.into(TIMESTAMP(3)).timestampFormat("yyyy").value("[1700000000]"))
        .hasToString("2023-11-14T22:13:20");
  }

  @Test
  void should_refuse_text_in_another_format() {
    assertThatThrownBy(
            () ->
                Extraction.into(TIMESTAMP(3))
                    .timestampFormat("dd.MM.yyyy")
                    .rows("[\"2026-11-20\"]"))
        .hasMessage(
            "row 1, field 'c' (TIMESTAMP(3)): found \"2026-11-20\", expected a timestamp in the format dd.MM.yyyy; change timestamp.format, or convert it in jq");
    assertThatThrownBy(
            () ->
                Extraction.into(TIMESTAMP(3))
                    .timestampFormat("dd.MM.yyyy")
                    .rows("[\"30.02.2026\"]"))
        .hasMessageContaining("found \"30.02.2026\", expected a timestamp in the format");
    assertThatThrownBy(
            () -> Extraction.into(TIMESTAMP(3)).timestampFormat("HH:mm").rows("[\"10:00\"]"))
        .hasMessageContaining("expected a timestamp in the format HH:mm");
  }

  @Test
  void should_read_dates() throws Exception {
    assertThat(read(DATE(), "\"2026-11-20\""))
        .isEqualTo((int) LocalDate.of(2026, 11, 20).toEpochDay());
    assertThat(read(DATE(), "\"1969-12-31\"")).isEqualTo(-1);
    for (String json : new String[] {"\"2026-11-20T10:00:00\"", "20261120", "\"2026-2-1\""}) {
      assertThatThrownBy(() -> read(DATE(), json))
          .hasMessage(
              "row 1, field 'c' (DATE): found %s, expected a date such as 2026-11-20; convert it in jq, or declare the column as STRING"
                  .formatted(json));
    }
  }

  @Test
  void should_read_times() throws Exception {
    assertThat(read(TIME(0), "\"00:00:01.999\"")).isEqualTo(1_000);
    assertThat(read(TIME(3), "\"23:59:59.9999\"")).isEqualTo(86_399_999);
    assertThat(read(TIME(1), "\"10:00\"")).isEqualTo(36_000_000);
    assertThatThrownBy(() -> read(TIME(0), "\"24:00:01\""))
        .hasMessage(
            "row 1, field 'c' (TIME(0)): found \"24:00:01\", expected a time such as 23:59:59.123; convert it in jq, or declare the column as STRING");
  }

  private static Object read(DataType type, String json) throws ExtractionException {
    return Extraction.into(type).value("[" + json + "]");
  }
}
