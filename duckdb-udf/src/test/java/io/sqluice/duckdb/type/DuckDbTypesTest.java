package io.sqluice.duckdb.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.duckdb.engine.DuckDbSession;
import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.engine.RowsQuery;
import io.sqluice.duckdb.engine.SessionConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What DuckDB's values become, those that Flink has no type of its own for among them. */
class DuckDbTypesTest {

  private static final String INFINITE =
      "found an infinite %s, which Flink has not; replace it in the query, for example with CASE WHEN isfinite(x) THEN x END";

  private static final RowType INPUT =
      (RowType) DataTypes.ROW(DataTypes.FIELD("x", DataTypes.INT())).getLogicalType();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "255::UTINYINT | SMALLINT | 255",
        "65535::USMALLINT | INT | 65535",
        "4294967295::UINTEGER | BIGINT | 4294967295",
        "18446744073709551615::UBIGINT | DECIMAL(20, 0) | 18446744073709551615",
        "-99999999999999999999999999999999999999::HUGEINT | DECIMAL(38, 0) | -99999999999999999999999999999999999999",
        "7::UHUGEINT | DECIMAL(38, 0) | 7",
        "1.5::DECIMAL(38, 37) | DECIMAL(38, 37) | 1.5000000000000000000000000000000000000",
        "'3f2504e0-4f89-41d3-9a0c-0305e82c3301'::UUID | STRING | 3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "'b'::ENUM('a', 'b') | STRING | b",
        "'{\"a\": 1}'::JSON | STRING | {\"a\": 1}",
        "'101'::BIT | STRING | 101",
        "NULL | INT | null",
        "TIME '23:59:59.999999' | TIME(3) | 86399999",
        "TIMESTAMP_S '0001-01-01 00:00:00' | TIMESTAMP(0) | 0001-01-01T00:00",
        "TIMESTAMP '9999-12-31 23:59:59.999999' | TIMESTAMP(6) | 9999-12-31T23:59:59.999999",
        "TIMESTAMP_NS '2020-01-01 00:00:00.123456789' | TIMESTAMP(9) | 2020-01-01T00:00:00.123456789",
        "TIMESTAMPTZ '2020-01-01 00:00:00+02' | TIMESTAMP_LTZ(6) | 2019-12-31T22:00",
        "DATE '0001-01-01' | DATE | -719162",
        "[TIME '23:59:59.999999', NULL] | ARRAY<TIME(3)> | [86399999, null]",
        "INTERVAL '1 day 2 hours 0.0015 seconds' | INTERVAL DAY(6) TO SECOND(3) | 93600001",
        "INTERVAL '-3 days 1 hour' | INTERVAL DAY(6) TO SECOND(3) | -255600000",
        "[1, NULL, 3] | ARRAY<INT> | [1, null, 3]",
        "[1, 2]::INT[2] | ARRAY<INT> | [1, 2]",
        "{'a': 1, 'b c': ['x']} | ROW<`a` INT, `b c` ARRAY<STRING>> | +I(1,[x])",
        "NULL::STRUCT(a TIMESTAMP) | ROW<`a` TIMESTAMP(6)> | null",
        "[{'t': TIMESTAMP '2024-03-10 02:30:00'}, NULL] | ARRAY<ROW<`t` TIMESTAMP(6)>> | [+I(2024-03-10T02:30), null]",
      })
  void should_become_the_type_that_holds_them(String expression, String type, String value)
      throws Exception {
    String sql = "SELECT " + expression + " AS v FROM input";
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      RowType described = session.describe(sql, "input", INPUT);
      List<RowData> rows = new ArrayList<>();
      try (RowsQuery query = session.prepare(sql, "input", INPUT, described)) {
        query.run(List.of(row()), rows::add);
      }
      assertThat(described.getTypeAt(0).asSummaryString()).isEqualTo(type);
      assertThat(rows).hasSize(1);
      assertThat(shown(rows.get(0))).isEqualTo("+I(" + value + ")");
    }
  }

  private static String shown(Object value) {
    if (value instanceof GenericArrayData array) {
      return Arrays.stream(array.toObjectArray()).map(DuckDbTypesTest::shown).toList().toString();
    }
    if (value instanceof GenericRowData row) {
      return IntStream.range(0, row.getArity())
          .mapToObj(i -> shown(row.getField(i)))
          .collect(Collectors.joining(",", "+I(", ")"));
    }
    return String.valueOf(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "170141183460469231731687303715884105727::HUGEINT | column 'v': found 170141183460469231731687303715884105727, which does not fit DECIMAL(38, 0); cast it in the query, for example to VARCHAR or DOUBLE",
        "INTERVAL '1 month 2 days' | column 'v': found the interval '1 month 2 days', whose months have no fixed length; declare the column as INTERVAL YEAR TO MONTH if it has months only, or cast it in the query to VARCHAR",
        "DATE 'infinity' | column 'v': found an infinite DATE, which Flink has not; replace it in the query, for example with CASE WHEN isfinite(x) THEN x END",
        "TIMESTAMP '-infinity' | column 'v': found an infinite TIMESTAMP, which Flink has not; replace it in the query, for example with CASE WHEN isfinite(x) THEN x END",
      })
  void should_say_of_values_that_Flink_has_not_what_to_do(String expression, String message)
      throws Exception {
    String sql = "SELECT " + expression + " AS v FROM input";
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT);
        RowsQuery query =
            session.prepare(sql, "input", INPUT, session.describe(sql, "input", INPUT))) {
      assertThatThrownBy(() -> query.run(List.of(row()), result -> {}))
          .isInstanceOf(QueryException.class)
          .hasMessage(message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TIMESTAMP 'infinity'",
        "'infinity'::TIMESTAMP_NS",
        "'-infinity'::TIMESTAMP_NS",
        "'infinity'::TIMESTAMP_MS",
        "'-infinity'::TIMESTAMP_MS",
        "'infinity'::TIMESTAMP_S",
        "'-infinity'::TIMESTAMP_S",
        "[NULL, '-infinity'::TIMESTAMP]",
        "['infinity'::TIMESTAMP_NS]",
        "['infinity'::TIMESTAMP_MS]",
        "['-infinity'::TIMESTAMP_S]",
        "{'t': TIMESTAMP 'infinity'}",
        "[{'t': {'u': '-infinity'::TIMESTAMP_S}}]",
        "MAP {'k': TIMESTAMP '-infinity'}",
        "MAP {TIMESTAMP 'infinity': 1, TIMESTAMP '-infinity': 2}",
      })
  void should_refuse_an_infinite_timestamp(String expression) {
    assertUnreadable(expression, INFINITE.formatted("TIMESTAMP"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TIMESTAMPTZ 'infinity'",
        "TIMESTAMPTZ '-infinity'",
        "[TIMESTAMPTZ 'infinity']",
        "{'t': TIMESTAMPTZ '-infinity'}",
        "MAP {'k': TIMESTAMPTZ 'infinity'}",
        "MAP {TIMESTAMPTZ 'infinity': 1}",
      })
  void should_refuse_an_infinite_timestamp_with_a_zone(String expression) {
    assertUnreadable(expression, INFINITE.formatted("TIMESTAMPTZ"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[DATE 'infinity']", "{'t': DATE '-infinity'}", "MAP {'k': DATE 'infinity'}"})
  void should_refuse_an_infinite_date_in_a_value(String expression) {
    assertUnreadable(expression, INFINITE.formatted("DATE"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TIME '24:00:00'",
        "'24:00:00'::TIME_NS",
        "TIMETZ '24:00:00+00'",
        "[TIME '24:00:00']",
        "['24:00:00'::TIME_NS]",
        "{'t': [TIME '24:00:00']}",
        "MAP {'k': TIME '24:00:00'}",
      })
  void should_refuse_the_end_of_a_day_as_a_time(String expression) {
    assertUnreadable(
        expression,
        "found the time 24:00:00, which Flink has not; use a value below 24:00:00, or cast it in the query to VARCHAR");
  }

  @Test
  void should_read_dates_that_nanoseconds_do_not_reach_in_a_list() throws Exception {
    String sql =
        "SELECT [TIMESTAMP '9999-12-31 23:59:59.999999', NULL, TIMESTAMP '0001-01-01 00:00:00'] AS v FROM input";
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT);
        RowsQuery query =
            session.prepare(sql, "input", INPUT, session.describe(sql, "input", INPUT))) {
      List<RowData> rows = new ArrayList<>();
      query.run(List.of(row()), rows::add);
      assertThat(shown(rows.get(0)))
          .isEqualTo("+I([9999-12-31T23:59:59.999999, null, 0001-01-01T00:00])");
    }
  }

  private static void assertUnreadable(String expression, String problem) {
    String sql = "SELECT " + expression + " AS v FROM input";
    assertThatThrownBy(
            () -> {
              try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT);
                  RowsQuery query =
                      session.prepare(sql, "input", INPUT, session.describe(sql, "input", INPUT))) {
                query.run(List.of(row()), result -> {});
              }
            })
        .isInstanceOf(QueryException.class)
        .hasMessage("column 'v': " + problem);
  }

  @Test
  void should_refuse_types_that_Flink_has_not() throws Exception {
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      assertThatThrownBy(
              () -> session.describe("SELECT union_value(k := 1) AS v FROM input", "input", INPUT))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              "column 'v': Flink has no type for DuckDB's UNION; cast it in the query, for example to VARCHAR");
    }
  }

  @Test
  void should_cast_to_the_types_that_are_wanted_and_keep_NOT_NULL() throws Exception {
    String sql = "SELECT x AS a, x * 2.5 AS b, INTERVAL '14 months' AS c, x AS d FROM input";
    DataType wanted =
        DataTypes.ROW(
            DataTypes.FIELD("c", DataTypes.INTERVAL(DataTypes.MONTH())),
            DataTypes.FIELD("a", DataTypes.TINYINT()),
            DataTypes.FIELD("b", DataTypes.DOUBLE()),
            DataTypes.FIELD("D", DataTypes.INT().notNull()));
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT);
        RowsQuery query = session.prepare(sql, "input", INPUT, (RowType) wanted.getLogicalType())) {
      List<RowData> rows = new ArrayList<>();
      query.run(List.of(row()), rows::add);
      assertThat(rows).singleElement().asString().isEqualTo("+I(14,7,17.5,7)");
      assertThatThrownBy(() -> query.run(List.of(GenericRowData.of(300)), r -> {}))
          .hasMessageContaining("out of range");
      assertThatThrownBy(() -> query.run(List.of(GenericRowData.of((Object) null)), r -> {}))
          .hasMessage(
              "column 'D': found NULL, expected INT NOT NULL; declare the column without NOT NULL, or replace NULL in the query with coalesce");
    }
  }

  private static RowData row() {
    return GenericRowData.of(7);
  }
}
