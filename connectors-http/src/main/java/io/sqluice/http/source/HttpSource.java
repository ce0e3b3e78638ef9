package io.sqluice.http.source;

import java.time.InstantSource;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/** A source that polls an HTTP API (FLIP-27). */
public final class HttpSource implements Source<RowData, HttpSplit, HttpEnumeratorState> {

  private static final long serialVersionUID = 1L;

  private final HttpSourceConfig config;
  private final ScanPlan plan;

  public HttpSource(HttpSourceConfig config, ScanPlan plan) {
    this.config = config;
    this.plan = plan;
  }

  @Override
  public Boundedness getBoundedness() {
    return ends() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<RowData, HttpSplit> createReader(SourceReaderContext context) {
    return new HttpSourceReader(config, plan, context, InstantSource.system());
  }

  @Override
  public SplitEnumerator<HttpSplit, HttpEnumeratorState> createEnumerator(
      SplitEnumeratorContext<HttpSplit> context) {
    // A table has one stream of requests.
    return enumerator(context, List.of(HttpSplit.initial(config.tableName())));
  }

  @Override
  public SplitEnumerator<HttpSplit, HttpEnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<HttpSplit> context, HttpEnumeratorState state) {
    return enumerator(context, state.unassigned());
  }

  private boolean ends() {
    return config.scan().bounded() || plan.limit() != null;
  }

  private HttpSplitEnumerator enumerator(
      SplitEnumeratorContext<HttpSplit> context, List<HttpSplit> unassigned) {
    return new HttpSplitEnumerator(context, config.tableName(), ends(), unassigned);
  }

  @Override
  public SimpleVersionedSerializer<HttpSplit> getSplitSerializer() {
    return new HttpSplitSerializer(plan.columns());
  }

  @Override
  public SimpleVersionedSerializer<HttpEnumeratorState> getEnumeratorCheckpointSerializer() {
    return new HttpEnumeratorStateSerializer(new HttpSplitSerializer(plan.columns()));
  }
}
