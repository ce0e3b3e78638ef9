package io.sqluice.benchmarks.duckdb;

import io.sqluice.http.transform.PayloadTransform;
import io.sqluice.http.transform.PayloadTransformFactory;
import io.sqluice.http.transform.PayloadVariables;
import io.sqluice.http.transform.TransformConfig;
import io.sqluice.http.transform.TransformException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Our side of payloads: the engine of {@code transform.sql}, as a table opens and runs it. */
final class OurPayload implements Side {

  private static final PayloadVariables VARIABLES =
      new PayloadVariables(null, "https://api.test/tickers", 200);

  private final PayloadTransform transform;
  private final RowType columns;
  private final byte[] payload;
  private final int times;

  /**
   * @param payload what the query runs over, so many times a turn
   */
  OurPayload(TransformConfig config, byte[] payload, int times) throws TransformException {
    PayloadTransformFactory factory =
        PayloadTransformFactory.find(OurPayload.class.getClassLoader()).orElseThrow();
    this.columns = factory.describe(config);
    this.transform = factory.open(config, columns);
    this.payload = payload;
    this.times = times;
  }

  @Override
  public Turn take() throws TransformException {
    long begin = System.nanoTime();
    List<RowData> rows = List.of();
    for (int i = 0; i < times; i++) {
      rows = transform.run(payload, 0, VARIABLES);
    }
    return new Turn(Turn.millisSince(begin), ResultText.of(rows, columns));
  }

  @Override
  public void close() {
    transform.close();
  }
}
