package io.sqluice.duckdb.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.duckdb.file.DuckDbFile;
import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.Relation;
import io.sqluice.duckdb.file.TableName;
import io.sqluice.duckdb.table.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.annotation.Nullable;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scans that go on where an earlier one was. */
@Timeout(60)
class ScanTest {

  private static final RowType COLUMNS =
      RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"i"});

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void fill() throws Exception {
    file = folder.resolve("test.duckdb");
    Tables.execute(file, "CREATE TABLE t AS SELECT i FROM range(10000) r(i)");
  }

  private List<Long> read(
      @Nullable String query, @Nullable String filter, @Nullable Long limit, long skipped)
      throws Exception {
    ScanPlan plan =
        new ScanPlan(
            "t",
            new FileConfig(file.toString(), false, MemorySize.ofMebiBytes(256), 1, true),
            new Relation(new TableName("main", "t"), query),
            COLUMNS,
            filter,
            limit);
    List<RowData> rows = new ArrayList<>();
    try (Scan scan = Scan.open(plan, skipped)) {
      int most = 1000;
      while (scan.read(rows, most)) {
        most += 1000;
      }
    }
    return rows.stream().map(row -> row.getLong(0)).toList();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  @Test
  void should_go_on_in_a_table() throws Exception {
    assertThat(read(null, null, null, 0)).isEqualTo(numbers(0, 10_000));
    assertThat(read(null, null, null, 4097)).isEqualTo(numbers(4097, 10_000));
    assertThat(read(null, null, null, 10_000)).isEmpty();
  }

  @Test
  void should_go_on_with_a_filter_and_a_limit() throws Exception {
    assertThat(read(null, "i >= 5000", 3000L, 2500)).isEqualTo(numbers(7500, 8000));
    assertThat(read(null, null, 3000L, 2500)).isEqualTo(numbers(2500, 3000));
  }

  @Test
  void should_go_on_in_a_query() throws Exception {
    assertThat(read("SELECT i FROM t ORDER BY i; -- all", null, null, 9000))
        .isEqualTo(numbers(9000, 10_000));
  }

  /** While a connection is open, DuckDB refuses other settings. */
  @ParameterizedTest
  @CsvSource({"SELECT 1 AS other,", "SELECT error('x')::BIGINT AS i,", ", nothing > 1"})
  void should_close_the_file_when_it_cannot_start(String query, String filter) throws Exception {
    assertThatThrownBy(() -> read(query, filter, null, 0)).isInstanceOf(Exception.class);

    FileConfig other = new FileConfig(file.toString(), false, MemorySize.ofMebiBytes(128), 2, true);
    assertThatCode(() -> DuckDbFile.open(other).close()).doesNotThrowAnyException();
  }

  @Test
  void should_keep_splits_in_checkpoints() throws Exception {
    DuckDbSplit split = new DuckDbSplit("a.b.c", 77);
    DuckDbSplitSerializer ofSplit = new DuckDbSplitSerializer();
    DuckDbEnumeratorStateSerializer ofState = new DuckDbEnumeratorStateSerializer();
    DuckDbEnumeratorState state = new DuckDbEnumeratorState(List.of(split));

    assertThat(ofSplit.deserialize(1, ofSplit.serialize(split))).isEqualTo(split);
    assertThat(ofState.deserialize(1, ofState.serialize(state))).isEqualTo(state);
  }
}
