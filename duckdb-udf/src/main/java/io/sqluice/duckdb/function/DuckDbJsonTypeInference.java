package io.sqluice.duckdb.function;

import io.sqluice.duckdb.engine.QueryException;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.utils.TypeConversions;

/** The arguments of DUCKDB_JSON, and the columns that its literal query gives. */
final class DuckDbJsonTypeInference {

  private static final int QUERY = 1;
  private static final int COLUMNS = 2;

  private static final DataType TEXT = DataTypes.STRING().bridgedTo(StringData.class);

  private DuckDbJsonTypeInference() {}

  static TypeInference create() {
    return TypeInference.newBuilder()
        .staticArguments(
            StaticArgument.scalar("payload", TEXT, false),
            StaticArgument.scalar("query", TEXT, false),
            StaticArgument.scalar("columns", TEXT, true))
        .outputTypeStrategy(call -> Optional.of(rowType(plan(call))))
        .build();
  }

  /**
   * The plan of a call.
   *
   * @throws org.apache.flink.table.api.ValidationException if the query or the columns are no
   *     literals, or DuckDB does not understand them
   */
  static PayloadPlan plan(CallContext call) {
    String query = literal(call, QUERY).orElseThrow(() -> notLiteral(call, "query"));
    boolean declared =
        call.getArgumentDataTypes().size() > COLUMNS && !call.isArgumentNull(COLUMNS);
    String columns =
        declared ? literal(call, COLUMNS).orElseThrow(() -> notLiteral(call, "columns")) : null;
    try {
      return PayloadPlan.of(query, columns);
    } catch (QueryException problem) {
      throw call.newValidationError("%s: %s", DuckDbJsonFunction.NAME, problem.getMessage());
    }
  }

  private static Optional<String> literal(CallContext call, int position) {
    return call.isArgumentLiteral(position)
        ? call.getArgumentValue(position, String.class)
        : Optional.empty();
  }

  private static RuntimeException notLiteral(CallContext call, String argument) {
    return call.newValidationError(
        "%s: the argument %s is not a literal; write it as one, since it says which columns the result has",
        DuckDbJsonFunction.NAME, argument);
  }

  private static DataType rowType(PayloadPlan plan) {
    return TypeConversions.fromLogicalToDataType(plan.result()).notNull().bridgedTo(RowData.class);
  }
}
