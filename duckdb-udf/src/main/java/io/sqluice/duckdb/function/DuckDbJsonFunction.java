package io.sqluice.duckdb.function;

import io.sqluice.duckdb.engine.DuckDbSession;
import io.sqluice.duckdb.engine.PayloadQuery;
import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.http.transform.PayloadFormat;
import javax.annotation.Nullable;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * {@code DUCKDB_JSON(payload, query [, columns])}: the rows of a DuckDB SELECT over each JSON text.
 * In the query the text is the relation {@code payload}, whose columns the third argument declares;
 * without it they are the ones that the query names.
 *
 * <p>The query is a literal: DuckDB plans it when Flink does, and says which columns it gives. No
 * row for a NULL payload. A payload that is not JSON, and a query that fails or goes beyond its
 * limits, fail the job.
 */
public final class DuckDbJsonFunction extends TableFunction<RowData>
    implements SpecializedFunction {

  private static final long serialVersionUID = 1L;

  public static final String NAME = "DUCKDB_JSON";

  /** The most characters of a payload that a message quotes. */
  private static final int EXCERPT = 100;

  @Nullable private final PayloadPlan plan;

  @Nullable private transient DuckDbSession session;
  @Nullable private transient PayloadQuery prepared;

  /** The function before it knows its arguments. */
  public DuckDbJsonFunction() {
    this(null);
  }

  private DuckDbJsonFunction(@Nullable PayloadPlan plan) {
    this.plan = plan;
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return DuckDbJsonTypeInference.create();
  }

  @Override
  public UserDefinedFunction specialize(SpecializedContext context) {
    return new DuckDbJsonFunction(DuckDbJsonTypeInference.plan(context.getCallContext()));
  }

  @Override
  public void open(FunctionContext context) throws QueryException {
    session = DuckDbSession.open(JobLimits.session(context));
    prepared =
        session.preparePayload(plan.query(), PayloadFormat.JSON, plan.payload(), plan.result());
  }

  /** Called by Flink for each row; the query and the columns are those of the plan. */
  public void eval(
      @Nullable StringData payload, @Nullable StringData query, @Nullable StringData columns) {
    if (payload == null) {
      return;
    }
    try {
      prepared.run(payload.toBytes(), 0).forEach(this::collect);
    } catch (QueryException failed) {
      throw new FlinkRuntimeException(
          "%s: %s; the payload starts with %s"
              .formatted(NAME, failed.getMessage(), excerpt(payload)));
    }
  }

  private static String excerpt(StringData payload) {
    String text = payload.toString();
    return text.codePointCount(0, text.length()) <= EXCERPT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "...";
  }

  @Override
  public void close() {
    if (prepared != null) {
      prepared.close();
    }
    if (session != null) {
      session.close();
    }
  }
}
