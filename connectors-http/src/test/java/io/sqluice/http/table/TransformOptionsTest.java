package io.sqluice.http.table;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of SQL over answers, where there is no engine for it on the class path. */
class TransformOptionsTest {

  private static final RowType COLUMNS =
      (RowType) DataTypes.ROW(DataTypes.FIELD("n", DataTypes.BIGINT())).getLogicalType();

  private static final String NO_ENGINE =
      "\n  - 'transform.sql': it needs the DuckDB module on the class path; Sqluice's jar has it, the connector's alone has not.";

  @Test
  void should_say_that_there_is_no_engine() {
    assertThatThrownBy(() -> read(Map.of("transform.sql", "SELECT count(*) AS n FROM payload")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("'transform.sql': it needs the DuckDB module on the class path");
  }

  @Test
  void should_touch_nothing_where_only_a_sample_is_named() {
    assertThatCode(() -> read(Map.of("schema.sample", "a.json", "schema.infer", "fetch")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transform.input | x INT | it needs 'transform.sql'.",
        "transform.timeout | 1 s | it needs 'transform.sql'.",
        "transform.memory-limit | 1 mb | it needs 'transform.sql'.",
        "transform.attach | a.parquet | it needs 'transform.sql'.",
        "schema.infer | often | found 'often', expected none or fetch.",
        "transform.timeout | soon | found 'soon', expected a duration such as '10 s'.",
        "transform.memory-limit | 0 b | found '0 b', expected a size greater than zero, such as '64 mb'.",
      })
  void should_refuse_options_that_say_nothing(String option, String value, String problem) {
    assertThatThrownBy(() -> read(Map.of(option, value)))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("'" + option + "': " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transform.input | x | expected columns with their types, such as 'symbol STRING, buy DOUBLE':",
        "transform.input | x NUMBER | expected columns with their types, such as 'symbol STRING, buy DOUBLE':",
        "format | avro | expected json, ndjson or csv, which DuckDB reads for 'transform.sql'.",
        "decode.error-policy | skip | with 'transform.sql' a record that does not fit fails the answer; leave it out, and let the query do with such records, for example with TRY_CAST.",
      })
  void should_refuse_what_does_not_go_with_the_query(String option, String value, String problem) {
    assertThatThrownBy(
            () -> read(Map.of("transform.sql", "SELECT count(*) AS n FROM payload", option, value)))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("'" + option + "': ")
        .hasMessageContaining(problem);
  }

  @Test
  void should_tell_of_all_problems_at_once() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "transform.sql",
                        "SELECT count(*) AS n FROM payload",
                        "jq",
                        ".",
                        "format",
                        "csv",
                        "scan.emit",
                        "new",
                        "scan.dedup.key",
                        "id")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(
            "'format': found 'csv', expected json or ndjson, since 'jq' or the pagination reads the records.")
        .hasMessageContaining(
            "'scan.emit': 'new' compares records, but the rows are those of 'transform.sql'; leave one of them out.")
        .hasMessageContaining(NO_ENGINE);
  }

  private static void read(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.put("connector", "http");
    all.put("url", "http://localhost/");
    all.put("scan.poll-interval", "1 s");
    new HttpOptionsReader("t", COLUMNS, all, false).read();
  }
}
