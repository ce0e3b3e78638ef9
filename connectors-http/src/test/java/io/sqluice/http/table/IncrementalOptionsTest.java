package io.sqluice.http.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.options.FlinkFormats;
import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.source.ScanConfig.ErrorPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with options of incremental reading, in whole messages. */
class IncrementalOptionsTest {

  private static final RowType COLUMNS =
      RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"n"});

  static Stream<Arguments> problems() {
    Map<String, String> cursor = Map.of("scan.cursor.jq", ".id", "scan.cursor.param", "since");
    return Stream.of(
        problem(
            Map.of("scan.cursor.param", "since", "scan.cursor.lookback", "1 h"),
            "'scan.cursor.param': it needs a 'scan.cursor.jq' that finds the cursor in a record.",
            "'scan.cursor.lookback': it needs a 'scan.cursor.jq' that finds the cursor in a"
                + " record."),
        problem(
            Map.of("params.since", "{{cursor}}"),
            "'scan.cursor.jq': it is missing, but a template has {{cursor}}; say where a record"
                + " has its cursor, such as '.updated_at'."),
        problem(
            Map.of("headers.X-Until", "{{cursor_end}}"),
            "'scan.cursor.jq': it is missing, but a template has {{cursor_end}}; say where a record"
                + " has its cursor, such as '.updated_at'."),
        problem(
            Map.of("scan.cursor.jq", ".id"),
            "'scan.cursor.jq': nothing sends the cursor; set 'scan.cursor.param', or write"
                + " {{cursor}} where the API takes it."),
        problem(
            Map.of("scan.cursor.jq", ".id", "params.since", "{{cursor:epoch-ms}}"),
            "'scan.cursor.initial': it is missing, but a template has {{cursor}}, which the first"
                + " poll must fill."),
        problem(
            with(cursor, "scan.cursor.step", "1 h"),
            "'scan.cursor.step': nothing sends the end of a window; set 'scan.cursor.end-param', or"
                + " write {{cursor_end}} where the API takes it.",
            "'scan.cursor.initial': it is missing; a backfill ('scan.cursor.step') must know where"
                + " to start."),
        problem(
            with(cursor, "scan.cursor.end-param", "until"),
            "'scan.cursor.step': it is missing, but there is a 'scan.cursor.end-param'; say how"
                + " wide a window is, such as '1 d' or '1000'."),
        problem(
            with(cursor, "params.until", "{{cursor_end}}"),
            "'scan.cursor.step': it is missing, but a template has {{cursor_end}}; say how wide a"
                + " window is, such as '1 d' or '1000'."),
        problem(
            with(cursor, "scan.cursor.lookback", "often"),
            "'scan.cursor.lookback': found 'often', expected a duration such as '1 h' or a number"
                + " such as '1000'."),
        problem(
            with(
                cursor,
                "scan.cursor.step",
                "0",
                "scan.cursor.initial",
                "1",
                "scan.cursor.end-param",
                "to"),
            "'scan.cursor.step': found '0', expected a duration such as '1 h' or a number such as"
                + " '1000', greater than zero."),
        problem(
            with(cursor, "scan.cursor.lookback", "1 h", "scan.cursor.initial", "abc"),
            "'scan.cursor.initial': 'scan.cursor.lookback': the cursor 'abc' is not a time; take the"
                + " option out, give it as a number such as 1000, or let 'scan.cursor.jq' give what"
                + " fits."),
        problem(
            with(
                cursor,
                "scan.cursor.step",
                "10",
                "scan.cursor.initial",
                "2026-11-20",
                "scan.cursor.end-param",
                "to"),
            "'scan.cursor.initial': 'scan.cursor.step': the cursor '2026-11-20' is not a number;"
                + " take the option out, give it as a duration such as '1 h', or let"
                + " 'scan.cursor.jq' give what fits."),
        problem(
            with(
                cursor,
                "scan.cursor.step",
                "10",
                "scan.cursor.initial",
                "1",
                "scan.cursor.end-param",
                "since"),
            "'scan.cursor.end-param': it is 'scan.cursor.param' too; name two parameters."),
        problem(
            with(
                cursor,
                "scan.cursor.step",
                "1 h",
                "scan.cursor.initial",
                "2026-11-20",
                "scan.cursor.end-param",
                "to",
                "timestamp.format",
                "yyyy-MM-dd"),
            "'scan.cursor.initial': 'scan.cursor.step': from the cursor '2026-11-20' it leads to"
                + " '2026-11-20T01:00:00Z', which 'timestamp.format' = 'yyyy-MM-dd' cannot write;"
                + " take a step of whole units of the format, or write the cursor in ISO 8601."),
        problem(
            Map.of(
                "scan.cursor.jq", ".id",
                "scan.cursor.step", "1 h",
                "scan.cursor.initial", "2026-11-20",
                "params.from", "{{cursor:yyyy-MM-dd}}",
                "params.to", "{{cursor_end:yyyyMMdd}}"),
            "'scan.cursor.step': found '1 h', but the format of {{cursor:yyyy-MM-dd}} and"
                + " {{cursor_end:yyyyMMdd}} writes both ends of a window alike"
                + " (2026-11-20T00:00:00Z and 2026-11-20T01:00:00Z); take a longer step or a finer"
                + " format."),
        problem(
            with(cursor, "pagination.type", "offset-based", "pagination.page_param", "since"),
            "'scan.cursor.param': the pagination asks for the next page with the parameter 'since';"
                + " name another one."),
        problem(
            Map.of(
                "scan.cursor.jq", ".id",
                "scan.cursor.param", "cursor",
                "pagination.type", "cursor-based"),
            "'scan.cursor.param': the pagination asks for the next page with the parameter 'cursor';"
                + " name another one."),
        problem(
            Map.of("scan.emit", "new"),
            "'scan.dedup.key': it is missing; 'scan.emit' = 'new' must know which fields tell"
                + " records apart, such as 'id'."),
        problem(
            Map.of("scan.emit", "new", "scan.dedup.key", "a;;b"),
            "'scan.dedup.key': found 'a;;b', expected names of fields, each once, such as"
                + " 'symbol;time'."),
        problem(
            Map.of("scan.emit", "new", "scan.dedup.key", "a,b,a"),
            "'scan.dedup.key': found 'a,b,a', expected names of fields, each once, such as"
                + " 'symbol;time'."),
        problem(
            Map.of("scan.dedup.key", "id", "scan.dedup.max-entries", "7"),
            "'scan.dedup.key': it needs 'scan.emit' = 'new'.",
            "'scan.dedup.max-entries': it needs 'scan.emit' = 'new'."),
        problem(
            with(cursor, "format", "csv"),
            "'scan.cursor.jq': it needs 'format' = 'json' or 'ndjson', and the table's is 'csv'."),
        problem(
            Map.of("scan.emit", "new", "scan.dedup.key", "id", "format", "csv"),
            "'scan.dedup.key': it needs 'format' = 'json' or 'ndjson', and the table's is 'csv'."),
        problem(
            Map.of("scan.emit", "some"),
            "'scan.emit': found 'some', expected all, changed or new."),
        problem(
            with(
                cursor,
                "scan.cursor.step",
                "10",
                "scan.cursor.initial",
                "1",
                "scan.cursor.end-param",
                "to",
                "scan.emit",
                "changed"),
            "'scan.emit': 'changed' compares the pages of two polls, but with 'scan.cursor.step'"
                + " each poll asks for other ones; use 'all' or 'new'."),
        problem(
            Map.of("scan.error-policy", "emit"),
            "'scan.error-policy': 'emit' gives a row of NULLs for a failed poll, and no column says"
                + " why; declare one: error STRING METADATA."));
  }

  static Stream<Map<String, String>> steps() {
    Map<String, String> cursor =
        Map.of(
            "scan.cursor.jq", ".id",
            "scan.cursor.param", "since",
            "scan.cursor.initial", "2026-11-20");
    return Stream.of(
        with(
            cursor,
            "scan.cursor.step",
            "1 d",
            "scan.cursor.end-param",
            "to",
            "timestamp.format",
            "yyyy-MM-dd"),
        with(
            cursor,
            "scan.cursor.step",
            "1 h",
            "params.day",
            "{{cursor_end:yyyy-MM-dd}}",
            "params.hour",
            "{{cursor_end:HH}}"));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void should_take_steps_that_change_what_is_written(Map<String, String> options) {
    assertThat(read(COLUMNS, Set.of(), options).scan().cursor().step().isDuration()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void should_say_what_is_wrong(Map<String, String> options, String message) {
    assertThatThrownBy(() -> read(COLUMNS, Set.of(), options)).hasMessage(message);
  }

  @Test
  void should_say_that_the_jq_of_a_cursor_does_not_compile() {
    assertThatThrownBy(
            () ->
                read(
                    COLUMNS,
                    Set.of(),
                    Map.of("scan.cursor.jq", ".id | nope", "scan.cursor.param", "since")))
        .hasMessage(
            "Table t has 1 problem:\n"
                + "  - 'scan.cursor.jq': the jq program \".id | nope\" uses nope/0, which neither it"
                + " nor jq (here jackson-jq) defines");
  }

  @Test
  void should_refuse_rows_of_nulls_for_columns_that_are_not_null() {
    RowType columns = RowType.of(new LogicalType[] {new IntType(false)}, new String[] {"id"});

    assertThatThrownBy(() -> read(columns, Set.of("error"), Map.of("scan.error-policy", "emit")))
        .hasMessage(
            "Table t has 1 problem:\n"
                + "  - column 'id' is INT NOT NULL, but 'scan.error-policy' = 'emit' makes rows of"
                + " NULLs; declare the column without NOT NULL and PRIMARY KEY, or choose continue"
                + " or fail.");
  }

  @Test
  void should_describe_a_format_of_flinks_alike_each_time_for_hashes_in_state() {
    Map<String, String> options = Map.of("format", "csv", "scan.emit", "changed");

    String description = read(COLUMNS, Set.of(), options).extraction().toString();

    assertThat(read(COLUMNS, Set.of(), options).extraction()).hasToString(description);
  }

  @Test
  void should_take_the_row_of_a_failed_poll_with_a_column_for_the_reason() {
    assertThat(
            read(COLUMNS, Set.of("error"), Map.of("scan.error-policy", "emit"))
                .scan()
                .failures()
                .policy())
        .isEqualTo(ErrorPolicy.EMIT);
  }

  private static HttpSourceConfig read(
      RowType columns, Set<String> metadata, Map<String, String> more) {
    Map<String, String> options = new HashMap<>(more);
    options.put("connector", "http");
    options.put("url", "https://a/b");
    options.put("scan.poll-interval", "1 min");
    ClassLoader classLoader = IncrementalOptionsTest.class.getClassLoader();
    FlinkFormats formats =
        new FlinkFormats(new HttpTableSourceFactory(), TableContexts.of(columns, options));
    return new HttpOptionsReader("t", columns, metadata, options, false, classLoader, formats)
        .read();
  }

  private static Arguments problem(Map<String, String> options, String... lines) {
    return Arguments.of(
        options,
        Stream.of(lines)
            .map(line -> "  - " + line)
            .collect(
                Collectors.joining(
                    "\n",
                    "Table t has "
                        + lines.length
                        + (lines.length == 1 ? " problem:\n" : " problems:\n"),
                    "")));
  }

  private static Map<String, String> with(Map<String, String> some, String... more) {
    Map<String, String> all = new HashMap<>(some);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }
}
