package io.sqluice.duckdb.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;

/**
 * One key's batches in memory, whose time the test moves. Rows are {@code (number, id, last)}; a
 * batch that has been closed is the list of its rows' numbers.
 */
final class BatchTrial implements BatchTime, BatchOutput {

  final ListView<RowData> rows = new ListView<>();
  final MapView<String, Long> marks = new MapView<>();
  final MapView<Long, RowData> windows = new MapView<>();
  final MapView<Long, RowData> windowRows = new MapView<>();

  private final List<List<Long>> closed = new ArrayList<>();
  private final TreeSet<Long> timers = new TreeSet<>();
  private final BatchRules rules;
  private int dropped;
  private long rowTime;
  private long passed = Long.MIN_VALUE;

  private BatchTrial(Function<BatchTrial, BatchRules> rules) {
    this.rules = rules.apply(this);
  }

  private OpenBatch openBatch() {
    return new OpenBatch(rows, marks, this);
  }

  static BatchTrial of(BatchWindow.Count window) {
    return new BatchTrial(trial -> new CountBatches(window, trial.openBatch()));
  }

  static BatchTrial of(BatchWindow.Relaxed window) {
    return new BatchTrial(trial -> new TimedBatches(window, trial.openBatch()));
  }

  static BatchTrial of(BatchWindow.Fixed window) {
    return new BatchTrial(
        trial ->
            window.timeColumn() == null
                ? new TimedBatches(window, trial.openBatch())
                : new FixedBatches(
                    window, new WindowedRows(trial.windows, trial.windowRows, 3), trial));
  }

  static BatchTrial byId(boolean last) {
    return new BatchTrial(
        trial ->
            new IdBatches(
                RowData.createFieldGetter(new BigIntType(), 1), last ? 2 : -1, trial.openBatch()));
  }

  /** Adds a row with a time. */
  BatchTrial add(long number, long time) throws Exception {
    return add(number, time, null, false);
  }

  BatchTrial add(long number, long time, Long id, Boolean last) throws Exception {
    rowTime = time;
    rules.add(GenericRowData.of(number, id, last), this);
    return this;
  }

  /** Lets time pass up to an end. */
  BatchTrial pass(long end) throws Exception {
    passed = end;
    while (!timers.isEmpty() && timers.first() <= end) {
      rules.wake(timers.pollFirst(), this);
    }
    return this;
  }

  /** The end of an input with watermarks: all timers fire, since all time has passed. */
  BatchTrial end() throws Exception {
    return pass(Long.MAX_VALUE);
  }

  /** The end of an input that knows no time but the clock's. */
  BatchTrial endByClock() throws Exception {
    timers.clear();
    rules.wake(END, this);
    return this;
  }

  List<List<Long>> closed() {
    return closed;
  }

  int dropped() {
    return dropped;
  }

  TreeSet<Long> timers() {
    return timers;
  }

  boolean holdsState() throws Exception {
    return !rows.getList().isEmpty()
        || !marks.isEmpty()
        || !windows.isEmpty()
        || !windowRows.isEmpty();
  }

  @Override
  public void close(Iterable<RowData> batch, long count) {
    List<Long> numbers = new ArrayList<>();
    batch.forEach(row -> numbers.add(row.getLong(0)));
    if (numbers.size() != count) {
      throw new AssertionError("A batch of " + numbers + " was said to have " + count + " rows");
    }
    closed.add(numbers);
  }

  @Override
  public void droppedLate() {
    dropped++;
  }

  @Override
  public long rowTime() {
    return rowTime;
  }

  @Override
  public long passed() {
    return passed;
  }

  @Override
  public long settled() {
    return rowTime + 1;
  }

  @Override
  public void wakeAt(long end) {
    timers.add(end);
  }

  @Override
  public void forget(long end) {
    timers.remove(end);
  }
}
