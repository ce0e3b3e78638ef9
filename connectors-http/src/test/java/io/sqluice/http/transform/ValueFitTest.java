package io.sqluice.http.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFitTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT | INT NOT NULL",
        "TINYINT | BIGINT",
        "INT | DECIMAL(10, 0)",
        "INT | DECIMAL(12, 2)",
        "BIGINT | DOUBLE",
        "INT | FLOAT",
        "DECIMAL(9, 0) | INT",
        "DECIMAL(10, 2) | DECIMAL(12, 4)",
        "FLOAT | DOUBLE",
        "CHAR(3) | STRING",
        "STRING | VARCHAR(10)",
        "BYTES | BINARY(4)",
        "TIME(0) | TIME(3)",
        "TIMESTAMP(3) | TIMESTAMP(6)",
        "TIMESTAMP_LTZ(3) | TIMESTAMP_LTZ(3)",
        "INTERVAL DAY(6) TO SECOND(3) | INTERVAL DAY(6) TO SECOND(6)",
        "ARRAY<INT> | ARRAY<BIGINT NOT NULL>",
        "MAP<STRING, INT> | MAP<STRING, BIGINT>",
        "MAP<STRING, INT> | MULTISET<STRING>",
        "ROW<a INT, b DATE> | ROW<a BIGINT, b DATE>",
      })
  void should_fit_without_loss(String from, String to) {
    assertThat(ValueFit.LOSSLESS.fits(type(from), type(to))).isTrue();
    assertThat(ValueFit.RESULT.fits(type(from), type(to))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BIGINT | INT",
        "DECIMAL(38, 0) | BIGINT",
        "DECIMAL(10, 0) | INT",
        "INT | DECIMAL(10, 2)",
        "DECIMAL(12, 4) | DECIMAL(11, 4)",
        "DECIMAL(12, 4) | DOUBLE",
        "DOUBLE | FLOAT",
        "DOUBLE | DECIMAL(38, 18)",
        "FLOAT | DECIMAL(38, 18)",
        "TIME(3) | TIME(0)",
        "TIMESTAMP(6) | TIMESTAMP(3)",
        "TIMESTAMP_LTZ(6) | TIMESTAMP_LTZ(3)",
        "INTERVAL DAY(6) TO SECOND(3) | INTERVAL YEAR TO MONTH",
        "ARRAY<DOUBLE> | ARRAY<DECIMAL(20, 8)>",
      })
  void should_fit_as_a_result_only(String from, String to) {
    assertThat(ValueFit.LOSSLESS.fits(type(from), type(to))).isFalse();
    assertThat(ValueFit.RESULT.fits(type(from), type(to))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DECIMAL(10, 2) | INT",
        "DECIMAL(10, 2) | DECIMAL(20, 1)",
        "DOUBLE | BIGINT",
        "STRING | INT",
        "INT | STRING",
        "BOOLEAN | INT",
        "STRING | BYTES",
        "TIMESTAMP(3) | DATE",
        "DATE | TIMESTAMP(3)",
        "TIMESTAMP(3) | TIMESTAMP_LTZ(3)",
        "TIMESTAMP_LTZ(3) | TIMESTAMP(3)",
        "TIMESTAMP(9) | TIMESTAMP(3)",
        "TIMESTAMP(6) | TIMESTAMP(0)",
        "ARRAY<DECIMAL(10, 2)> | ARRAY<INT>",
        "ARRAY<INT> | INT",
        "MAP<STRING, DATE> | MULTISET<STRING>",
        "ROW<a INT> | ROW<b INT>",
        "ROW<a INT> | ROW<a INT, b INT>",
      })
  void should_not_fit(String from, String to) {
    assertThat(ValueFit.LOSSLESS.fits(type(from), type(to))).isFalse();
    assertThat(ValueFit.RESULT.fits(type(from), type(to))).isFalse();
  }

  private static LogicalType type(String text) {
    return LogicalTypeParser.parse(text, ValueFitTest.class.getClassLoader());
  }
}
