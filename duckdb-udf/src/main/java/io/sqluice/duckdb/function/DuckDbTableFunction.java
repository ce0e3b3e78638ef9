package io.sqluice.duckdb.function;

import io.sqluice.duckdb.batch.BatchWindow;
import io.sqluice.duckdb.engine.SessionConfig;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.TableSemantics;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.TypeInference;

/**
 * {@code DUCKDB}: DuckDB SQL over mini-batches of a stream.
 *
 * <p>This is what Flink plans with. It reads the literals of a call, has DuckDB tell the result's
 * columns, and gives Flink a function made for the call. All errors but those of rows are told
 * then.
 */
public final class DuckDbTableFunction extends ProcessTableFunction<RowData>
    implements SpecializedFunction {

  /** The name by which statements call it. */
  public static final String NAME = "DUCKDB";

  private static final long serialVersionUID = 1L;

  @Override
  public TypeInference getTypeInference(DataTypeFactory typeFactory) {
    return TypeInference.newBuilder()
        .staticArguments(Argument.declared())
        .outputTypeStrategy(DuckDbTableFunction::resultType)
        .build();
  }

  /** For Flink's checks of the class; {@link #specialize} gives the function that runs. */
  public void eval(RowData input) {
    throw new IllegalStateException("DUCKDB has not been made for its call");
  }

  private static Optional<DataType> resultType(CallContext context) {
    CallReader reader = new CallReader(context);
    List<String> onTime = reader.onTime();
    return Optional.of(
        DataTypes.of(read(reader, onTime.isEmpty() ? null : onTime.get(0)).output()));
  }

  private static BatchQuery read(CallReader call, @Nullable String timeColumn) {
    String query = call.value(Argument.QUERY, String.class);
    BatchWindow window = new WindowReader(call, timeColumn).read();
    OnError onError = call.word(Argument.ON_ERROR, OnError.class);
    CallLimits limits = limits(call);
    call.throwProblems();
    try {
      return BatchQuery.planned(
          query,
          call.input(),
          window,
          onError == null ? OnError.FAIL : onError,
          limits.over(SessionConfig.DEFAULT));
    } catch (IllegalArgumentException unusable) {
      throw new ValidationException("DUCKDB: " + unusable.getMessage(), unusable.getCause());
    }
  }

  private static CallLimits limits(CallReader call) {
    return new CallLimits(
        call.duration(Argument.TIMEOUT),
        call.parsed(Argument.MEMORY_LIMIT, MemorySize::parse, "a size, such as '256 mb'"));
  }

  @Override
  public UserDefinedFunction specialize(SpecializedContext context) {
    CallContext call = context.getCallContext();
    TableSemantics input =
        call.getTableSemantics(Argument.INPUT.ordinal()).orElseThrow(IllegalStateException::new);
    requireAppendOnly(input.changelogMode().orElseGet(ChangelogMode::insertOnly));
    int timeColumn = input.timeColumn();
    CallReader reader = new CallReader(call);
    // Not with Flink's names for its columns: they are others where PARTITION BY has the same.
    BatchQuery query =
        read(reader, timeColumn < 0 ? null : reader.input().getFieldNames().get(timeColumn));
    return query.window() instanceof BatchWindow.Fixed && timeColumn >= 0
        ? new FixedWindowFunction(query, limits(reader))
        : new OpenBatchFunction(query, limits(reader), timeColumn >= 0);
  }

  private static void requireAppendOnly(ChangelogMode mode) {
    if (!mode.equals(ChangelogMode.insertOnly())) {
      throw new ValidationException(
          "DUCKDB: its input changes rows that it has emitted ("
              + mode
              + "), and a batch that has been closed cannot take a row back. Give it a table that"
              + " only appends: aggregate in windows (TUMBLE, HOP, ...) instead of without, or make rows"
              + " of the changes with TO_CHANGELOG(input => TABLE t).");
    }
  }
}
