package io.sqluice.duckdb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.FoundColumns.Direction;
import io.sqluice.duckdb.file.TableName;
import io.sqluice.duckdb.sink.Flushes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.ZonedTimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What options become, and what is said of those that are wrong. */
class DuckDbOptionsTest {

  private static final RowType COLUMNS =
      RowType.of(
          new LogicalType[] {new IntType(), new VarCharType(VarCharType.MAX_LENGTH)},
          new String[] {"id", "name"});

  @TempDir Path folder;

  private static DuckDbTable read(Direction direction, String... options) {
    return read(COLUMNS, List.of(), direction, options);
  }

  private static DuckDbTable read(
      RowType columns, List<String> key, Direction direction, String... options) {
    Map<String, String> raw = new HashMap<>(Map.of("connector", "duckdb"));
    for (int i = 0; i < options.length; i += 2) {
      raw.put(options[i], options[i + 1]);
    }
    return new DuckDbOptionsReader(
            ObjectIdentifier.of("c", "d", "prices"), columns, key, raw, direction)
        .read();
  }

  private static void assertProblems(Runnable reading, String... lines) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "Table c.d.prices has "
                + (lines.length == 1 ? "1 problem" : lines.length + " problems")
                + ":\n  - "
                + String.join("\n  - ", lines));
  }

  @Test
  void should_be_found_by_its_name() {
    assertThat(
            FactoryUtil.discoverFactory(
                getClass().getClassLoader(), DynamicTableFactory.class, "duckdb"))
        .isInstanceOf(DuckDbTableFactory.class);
  }

  @Test
  void should_have_defaults() {
    DuckDbTable table = read(Direction.WRITE, "path", folder + "/x.duckdb");

    assertThat(table.file())
        .isEqualTo(
            new FileConfig(folder + "/x.duckdb", false, MemorySize.ofMebiBytes(256), 1, true));
    assertThat(table.relation().table()).isEqualTo(new TableName("main", "prices"));
    assertThat(table.relation().query()).isNull();
    assertThat(table.found()).isNull();
    assertThat(table.cache()).isNull();
    assertThat(table.sink())
        .isEqualTo(
            new DuckDbTable.Writing(
                List.of(), true, true, new Flushes(10_000, Duration.ofSeconds(1))));
  }

  @Test
  void should_read_every_option() {
    DuckDbTable written =
        read(
            COLUMNS,
            List.of("id"),
            Direction.WRITE,
            "path",
            ":memory:x",
            "table",
            "s.t",
            "duckdb.memory-limit",
            "1 gb",
            "duckdb.threads",
            "4",
            "duckdb.external-access",
            "false",
            "sink.mode",
            "append",
            "sink.create-table",
            "false",
            "sink.delivery-guarantee",
            "at-least-once",
            "sink.buffer-flush.max-rows",
            "5",
            "sink.buffer-flush.interval",
            "2 s");
    DuckDbTable looked =
        read(
            Direction.READ,
            "path",
            folder + "/x.duckdb",
            "read-only",
            "true",
            "lookup.cache",
            "PARTIAL",
            "lookup.partial-cache.max-rows",
            "7",
            "lookup.partial-cache.expire-after-write",
            "3 s",
            "lookup.partial-cache.expire-after-access",
            "4 s",
            "lookup.partial-cache.cache-missing-key",
            "false");

    assertThat(written.file())
        .isEqualTo(new FileConfig(":memory:x", false, MemorySize.parse("1 gb"), 4, false));
    assertThat(written.relation().table()).isEqualTo(new TableName("s", "t"));
    assertThat(written.sink())
        .isEqualTo(
            new DuckDbTable.Writing(
                List.of(), false, false, new Flushes(5, Duration.ofSeconds(2))));
    assertThat(looked.file().readOnly()).isTrue();
    assertThat(looked.cache())
        .isEqualTo(
            DefaultLookupCache.newBuilder()
                .maximumSize(7)
                .expireAfterWrite(Duration.ofSeconds(3))
                .expireAfterAccess(Duration.ofSeconds(4))
                .cacheMissingKey(false)
                .build());
  }

  @Test
  void should_upsert_by_a_primary_key() {
    assertThat(read(COLUMNS, List.of("id"), Direction.WRITE, "path", ":memory:x").sink().key())
        .containsExactly("id");
  }

  @Test
  void should_read_a_query_without_a_file() {
    DuckDbTable table = read(Direction.READ, "query", "SELECT 1 AS id, 'a' AS name");

    assertThat(table.file().path()).isEqualTo(":memory:");
    assertThat(table.found().types()).containsExactly("INTEGER", "VARCHAR");
  }

  @Test
  void should_tell_all_problems_at_once() {
    assertProblems(
        () ->
            read(
                Direction.WRITE,
                "paths",
                "x",
                "read-only",
                "true",
                "duckdb.memory-limit",
                "much",
                "duckdb.threads",
                "0",
                "sink.mode",
                "upsert",
                "sink.delivery-guarantee",
                "none",
                "sink.buffer-flush.max-rows",
                "0",
                "sink.buffer-flush.interval",
                "0 s",
                "lookup.partial-cache.max-rows",
                "1"),
        "'paths': there is no such option; did you mean 'path'?",
        "'path': it is missing; set it to a DuckDB file, such as '/data/prices.duckdb'.",
        "'read-only': found 'true' for a table that is written; remove it.",
        "'duckdb.memory-limit': found 'much', expected a size such as '64 mb'.",
        "'duckdb.threads': found '0', expected a whole number of at least 1.",
        "'sink.mode': found 'upsert', which needs a key; declare PRIMARY KEY (...) NOT ENFORCED, or choose append.",
        "'sink.delivery-guarantee': found 'none', expected exactly-once or at-least-once.",
        "'sink.buffer-flush.max-rows': found '0', expected a whole number of at least 1.",
        "'sink.buffer-flush.interval': found '0 s', expected a duration greater than zero, such as '10 s'.",
        "'lookup.partial-cache.max-rows': it needs 'lookup.cache' = 'PARTIAL'.");
  }

  @Test
  void should_tell_what_excludes_a_query() {
    assertProblems(
        () ->
            read(
                Direction.WRITE,
                "path",
                ":memory:",
                "query",
                "SELECT 1 AS id, 'a' AS name",
                "table",
                "t",
                "sink.mode",
                "append",
                "lookup.cache",
                "FULL"),
        "'table': it excludes 'query'; remove one of them.",
        "'sink.mode': it is for tables that are written, which excludes 'query'.",
        "'query': the result of a query cannot be written; write a table with 'table'.",
        "'path': found ':memory:', which nobody could read; give it a name, as in ':memory:prices', or set a file.",
        "'lookup.cache': found 'FULL', expected NONE or PARTIAL: DuckDB itself keeps what is read often in memory.");
  }

  @Test
  void should_tell_that_a_cache_is_unbounded_and_a_choice_unknown() {
    assertProblems(
        () ->
            read(
                Direction.READ, "path", ":memory:x", "lookup.cache", "PARTIAL", "sink.mode", "all"),
        "'sink.mode': found 'all', expected append or upsert.",
        "'lookup.cache': nothing bounds the cache, which would fill the memory; say so with 'lookup.partial-cache.max-rows', 'lookup.partial-cache.expire-after-write' or 'lookup.partial-cache.expire-after-access'.");
  }

  @Test
  void should_tell_of_columns_that_duckdb_has_no_type_for() {
    assertProblems(
        () ->
            read(
                RowType.of(new LogicalType[] {new ZonedTimestampType(3)}, new String[] {"at"}),
                List.of(),
                Direction.WRITE,
                "path",
                ":memory:x"),
        "column 'at': DuckDB has no type for TIMESTAMP(3) WITH TIME ZONE; cast it, for example to STRING.");
  }

  @Test
  void should_hold_columns_against_the_files() throws Exception {
    Path file = folder.resolve("x.duckdb");
    Tables.execute(file, "CREATE TABLE prices (id BIGINT, nam VARCHAR, x TIME)");

    assertProblems(
        () -> read(Direction.READ, "path", file.toString()),
        "column 'id' is BIGINT in DuckDB, expected INTEGER for INT; declare the column as BIGINT, or cast it in 'query'.",
        "column 'name' is not in DuckDB: table 'prices' has no such column; did you mean 'nam'?");
    assertProblems(
        () ->
            read(
                RowType.of(
                    new LogicalType[] {new IntType(), new IntType()}, new String[] {"x", "zebra"}),
                List.of(),
                Direction.WRITE,
                "path",
                file.toString()),
        "column 'x' is TIME in DuckDB, expected INTEGER for INT; declare the column as TIME(3), or change the column in DuckDB.",
        "column 'zebra' is not in DuckDB: table 'prices' has no such column; it has id, nam, x.");
  }

  @Test
  void should_point_to_the_mistake_of_a_query() {
    assertProblems(
        () -> read(Direction.READ, "query", "SELECT 1 AS id,\n  'a' AS name FORM x"),
        "'query': Parser Error: syntax error at or near \"FORM\"\n\nLINE 2:   'a' AS name FORM x\n                      ^");
    assertProblems(
        () -> read(Direction.READ, "query", "DROP TABLE x"),
        "'query': found a statement that is not a SELECT, expected one SELECT, since it runs over data and changes nothing");
  }
}
