package io.sqluice.duckdb.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.duckdb.file.FoundColumns.Direction;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.junit.jupiter.api.Test;

class FoundColumnsTest {

  @Test
  void should_refuse_to_read_what_would_lose_something() {
    assertThat(problems(Direction.READ, "DOUBLE", new DecimalType(20, 8)))
        .containsExactly(
            "column 'x' is DOUBLE in DuckDB, expected DECIMAL(20,8) for DECIMAL(20, 8); declare the column as DOUBLE, or cast it in 'query'.");
    assertThat(problems(Direction.READ, "TIMESTAMP", new DateType())).hasSize(1);
    assertThat(problems(Direction.READ, "TIMESTAMP", new TimestampType(3))).hasSize(1);
    assertThat(problems(Direction.READ, "DECIMAL(10,2)", new DecimalType(10, 1))).hasSize(1);
    assertThat(problems(Direction.READ, "BIGINT", new IntType())).hasSize(1);
  }

  @Test
  void should_refuse_to_write_what_would_lose_something() {
    assertThat(problems(Direction.WRITE, "DECIMAL(20,8)", new DoubleType()))
        .containsExactly(
            "column 'x' is DECIMAL(20,8) in DuckDB, expected DOUBLE for DOUBLE; declare the column as DECIMAL(20, 8), or change the column in DuckDB.");
    assertThat(problems(Direction.WRITE, "DATE", new TimestampType(3))).hasSize(1);
    assertThat(problems(Direction.WRITE, "TIMESTAMP", new TimestampType(9))).hasSize(1);
    assertThat(problems(Direction.WRITE, "DECIMAL(18,2)", new BigIntType())).hasSize(1);
    assertThat(problems(Direction.WRITE, "INTEGER", new BigIntType())).hasSize(1);
  }

  @Test
  void should_take_wider_types_and_those_that_a_type_becomes() {
    assertThat(problems(Direction.READ, "INTEGER", new BigIntType(false))).isEmpty();
    assertThat(problems(Direction.READ, "UINTEGER", new DecimalType(20, 0))).isEmpty();
    assertThat(problems(Direction.READ, "TIMESTAMP_S", new TimestampType(3))).isEmpty();
    assertThat(problems(Direction.READ, "TIME", new TimeType(0))).isEmpty();
    assertThat(problems(Direction.READ, "TIMESTAMP WITH TIME ZONE", new LocalZonedTimestampType(3)))
        .isEmpty();
    assertThat(problems(Direction.WRITE, "BIGINT", new IntType())).isEmpty();
    assertThat(problems(Direction.WRITE, "HUGEINT", new BigIntType())).isEmpty();
    assertThat(problems(Direction.WRITE, "TIMESTAMP_NS", new TimestampType(3))).isEmpty();
  }

  private static List<String> problems(Direction direction, String found, LogicalType declared) {
    return new FoundColumns(List.of("x"), List.of(found))
        .problems(
            RowType.of(new LogicalType[] {declared}, new String[] {"x"}), direction, "table 't'");
  }
}
