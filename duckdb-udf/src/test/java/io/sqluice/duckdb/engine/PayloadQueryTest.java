package io.sqluice.duckdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.transform.PayloadFormat;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** Payloads follow each other in one file, faster than a file system's clock ticks. */
class PayloadQueryTest {

  @Test
  void should_read_nothing_of_the_payloads_before() throws Exception {
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      // given
      PayloadQuery query =
          session.preparePayload(
              "SELECT count(*) AS n, sum(x) AS s FROM payload",
              PayloadFormat.JSON,
              row(DataTypes.FIELD("x", DataTypes.BIGINT())),
              row(
                  DataTypes.FIELD("n", DataTypes.BIGINT()),
                  DataTypes.FIELD("s", DataTypes.BIGINT())));

      for (int count : new int[] {3, 3, 3, 20_000, 20_000, 1, 1, 2, 5_000, 4_999}) {
        for (long first = 100_000; first < 100_005; first++) {
          // when
          String payload =
              LongStream.range(first, first + count)
                  .mapToObj(x -> "{\"x\":" + x + "}")
                  .collect(Collectors.joining(",", "[", "]"));

          // then
          assertThat(query.run(payload.getBytes(StandardCharsets.UTF_8), 0))
              .hasToString("[+I(" + count + "," + sum(first, count) + ")]");
        }
      }
    }
  }

  private static long sum(long first, int count) {
    return LongStream.range(first, first + count).sum();
  }

  private static RowType row(DataTypes.Field... fields) {
    DataType row = DataTypes.ROW(fields);
    return (RowType) row.getLogicalType();
  }
}
