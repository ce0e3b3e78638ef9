package io.sqluice.duckdb.sink;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.table.data.RowData;

/** Commits rows as they come, so that some are there again when a job starts again. */
public final class DirectSink implements Sink<RowData> {

  private static final long serialVersionUID = 1L;

  private final SinkConfig config;
  private final Flushes flushes;

  public DirectSink(SinkConfig config, Flushes flushes) {
    this.config = config;
    this.flushes = flushes;
  }

  @Override
  public SinkWriter<RowData> createWriter(WriterInitContext context) throws IOException {
    return new DirectWriter(
        config,
        flushes,
        context.getProcessingTimeService(),
        context.metricGroup().getNumRecordsSendCounter());
  }
}
