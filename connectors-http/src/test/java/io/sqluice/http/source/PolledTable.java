package io.sqluice.http.source;

import io.sqluice.http.table.SourceConfigs;
import io.sqluice.http.testing.LocalApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.testutils.source.reader.TestingReaderContext;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;

/**
 * A reader of one table (n BIGINT, and metadata columns behind it) that polls every minute from
 * noon on, by a clock that the test moves.
 */
final class PolledTable implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final RecordingOutput output = new RecordingOutput();
  private final String url;
  private final List<HttpMetadata> metadata;
  private HttpSourceConfig config;
  private ScanPlan plan;
  private HttpSourceReader reader;

  private PolledTable(String url, Map<String, String> options, List<HttpMetadata> metadata) {
    this.url = url;
    this.metadata = metadata;
    configure(options);
    open(List.of(HttpSplit.initial("t")));
  }

  /** A table without retries over an API's path /n, with more options. */
  static PolledTable of(LocalApi api, Map<String, String> options, HttpMetadata... metadata) {
    return new PolledTable(api.url("/n"), options, List.of(metadata));
  }

  private void configure(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.putIfAbsent("retry.max-attempts", "1");
    config = SourceConfigs.streaming(url, "1 min", all);
    plan = ScanPlan.of(config.extraction().rowType()).withMetadata(metadata);
  }

  private void open(List<HttpSplit> splits) {
    reader = new HttpSourceReader(config, plan, new TestingReaderContext(), clock);
    reader.addSplits(splits);
    reader.start();
  }

  /** Runs the poll that is due, or under way, to its end; the rows that it emitted. */
  List<RowData> poll() throws Exception {
    output.rows.clear();
    long ended = split().history().ended();
    while (split().history().ended() == ended) {
      step();
    }
    return List.copyOf(output.rows);
  }

  /** The next poll, a minute later: the first column of its rows. */
  List<Long> nextPoll() throws Exception {
    clock.advance(Duration.ofMinutes(1));
    return numbers(poll());
  }

  /** The first column of rows. */
  static List<Long> numbers(List<RowData> rows) {
    return rows.stream().map(row -> row.isNullAt(0) ? null : row.getLong(0)).toList();
  }

  /** Reads on until a number of rows has come since the last poll began. */
  List<Long> readRows(int rows) throws Exception {
    output.rows.clear();
    while (output.rows.size() < rows) {
      step();
    }
    return numbers(output.rows);
  }

  private void step() throws Exception {
    if (reader.pollNext(output) == InputStatus.NOTHING_AVAILABLE) {
      reader.isAvailable().get(30, TimeUnit.SECONDS);
    }
  }

  /** Does what there is to do now, without waiting for anything. */
  void settle() throws Exception {
    while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
      // until there is nothing left
    }
  }

  void advance(Duration duration) {
    clock.advance(duration);
  }

  /** How far the table has been read, as a checkpoint would have it. */
  HttpSplit split() {
    return reader.snapshotState(1).get(0);
  }

  /** Goes on with another reader from a checkpoint of now. */
  void restart() throws Exception {
    HttpSplit checkpoint = checkpoint();
    reader.close();
    open(List.of(checkpoint));
  }

  /** Goes on with other options from a checkpoint of now. */
  void restart(Map<String, String> options) throws Exception {
    HttpSplit checkpoint = checkpoint();
    reader.close();
    configure(options);
    open(List.of(checkpoint));
  }

  private HttpSplit checkpoint() throws Exception {
    HttpSplitSerializer serializer = new HttpSplitSerializer(plan.columns());
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(split()));
  }

  @Override
  public void close() {
    reader.close();
  }

  private static final class RecordingOutput extends TestingReaderOutput<RowData> {

    private final List<RowData> rows = new ArrayList<>();

    @Override
    public void collect(RowData row) {
      rows.add(row);
    }
  }
}
