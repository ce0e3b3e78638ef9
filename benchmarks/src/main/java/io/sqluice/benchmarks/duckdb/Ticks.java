package io.sqluice.benchmarks.duckdb;

import java.util.stream.IntStream;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/** Makes rows of numbers at little cost, the same ones for both sides, and says when it began. */
final class Ticks extends RichMapFunction<Long, RowData> {

  private static final long serialVersionUID = 1L;

  /** The accumulator with the time of the first row, in nanoseconds of the JVM's clock. */
  static final String FIRST_ROW = "first-row";

  static final RowType TYPE =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT()),
                  DataTypes.FIELD("exchange", DataTypes.STRING()),
                  DataTypes.FIELD("price", DataTypes.DOUBLE()),
                  DataTypes.FIELD("ts", DataTypes.TIMESTAMP(3)))
              .getLogicalType();

  /** The same columns in DuckDB. */
  static final String COLUMNS = "id BIGINT, exchange VARCHAR, price DOUBLE, ts TIMESTAMP_MS";

  private static final int EXCHANGES = 20;
  private static final long FIRST_MILLIS = 1_700_000_000_000L;

  private transient StringData[] exchanges;
  private transient LongMaximum firstRow;

  @Override
  public void open(OpenContext context) {
    exchanges =
        IntStream.range(0, EXCHANGES)
            .mapToObj(n -> StringData.fromString(exchange(n)))
            .toArray(StringData[]::new);
    firstRow = new LongMaximum();
    getRuntimeContext().addAccumulator(FIRST_ROW, firstRow);
  }

  @Override
  public RowData map(Long id) {
    if (id == 0) {
      firstRow.add(System.nanoTime());
    }
    return GenericRowData.of(
        id,
        exchanges[(int) (id % EXCHANGES)],
        price(id),
        TimestampData.fromEpochMillis(millis(id)));
  }

  static String exchange(long id) {
    return "exchange-" + id % EXCHANGES;
  }

  static double price(long id) {
    return 1_000 + id * 7_919 % 10_007 / 8.0;
  }

  static long millis(long id) {
    return FIRST_MILLIS + id;
  }
}
