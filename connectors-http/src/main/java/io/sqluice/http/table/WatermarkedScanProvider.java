package io.sqluice.http.table;

import io.sqluice.http.source.HttpSource;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.data.RowData;

/**
 * A source that makes its own watermarks: Flink's provider of a bare source has no place for them.
 *
 * @param rows the type of the source's rows
 * @param parallelism null for the job's
 */
record WatermarkedScanProvider(
    HttpSource source,
    WatermarkStrategy<RowData> watermarks,
    TypeInformation<RowData> rows,
    @Nullable Integer parallelism)
    implements DataStreamScanProvider {

  @Override
  public DataStream<RowData> produceDataStream(
      ProviderContext context, StreamExecutionEnvironment environment) {
    DataStreamSource<RowData> stream =
        environment.fromSource(source, watermarks, context.getName(), rows);
    context.generateUid("source").ifPresent(stream::uid);
    return stream;
  }

  @Override
  public boolean isBounded() {
    return source.getBoundedness() == Boundedness.BOUNDED;
  }

  @Override
  public Optional<Integer> getParallelism() {
    return Optional.ofNullable(parallelism);
  }
}
