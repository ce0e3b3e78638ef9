package io.sqluice.job.execution;

import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.operators.collect.CollectSinkOperatorFactory;
import org.apache.flink.streaming.api.operators.collect.CollectStreamSink;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * The sink of a SELECT: Flink's collect operator, under a name that stays the same from run to run.
 *
 * <p>Flink's own collect sink would do but for three things: its operator id comes from a counter,
 * so a checkpoint of it fits no later run; it does not tell whether the query updates; and its
 * reader polls ten times a second.
 */
final class SelectSink implements DynamicTableSink {

  private final int number;
  private final RowType type;
  private final ReadableConfig configuration;
  private final Mode mode;

  /** What the planner asked for; shared by the copies that it makes of the sink. */
  private static final class Mode {
    private boolean asked;
    private boolean insertOnly;
  }

  /**
   * @param number of the SELECT in the script, 1-based
   */
  SelectSink(int number, RowType type, ReadableConfig configuration) {
    this(number, type, configuration, new Mode());
  }

  private SelectSink(int number, RowType type, ReadableConfig configuration, Mode mode) {
    this.number = number;
    this.type = type;
    this.configuration = configuration;
    this.mode = mode;
  }

  int number() {
    return number;
  }

  RowType type() {
    return type;
  }

  /** Under which its coordinator answers; also the name of the accumulator with the last rows. */
  String operatorUid() {
    return "sqluice-select-" + number;
  }

  TypeSerializer<RowData> serializer() {
    return InternalTypeInfo.of(type).toSerializer();
  }

  /** Whether the query's result changes; known once the query is planned. */
  boolean isUpdating() {
    return mode.asked && !mode.insertOnly;
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requestedMode) {
    // The planner also asks what the sink could take at most. What an updating query makes is never
    // inserts alone, so that
    // one such question tells.
    mode.asked = true;
    mode.insertOnly |= requestedMode.containsOnly(RowKind.INSERT);
    return requestedMode;
  }

  @Override
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    return new DataStreamSinkProvider() {
      @Override
      public DataStreamSink<?> consumeDataStream(
          ProviderContext providerContext, DataStream<RowData> rows) {
        return new CollectStreamSink<>(
                rows,
                new CollectSinkOperatorFactory<>(
                    serializer(),
                    operatorUid(),
                    configuration.get(CollectSinkOperatorFactory.MAX_BATCH_SIZE),
                    configuration.get(CollectSinkOperatorFactory.SOCKET_TIMEOUT)))
            .uid(operatorUid())
            .name("SELECT " + number);
      }
    };
  }

  @Override
  public DynamicTableSink copy() {
    return new SelectSink(number, type, configuration, mode);
  }

  @Override
  public String asSummaryString() {
    return "SELECT " + number;
  }
}
