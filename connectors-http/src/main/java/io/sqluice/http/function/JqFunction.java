package io.sqluice.http.function;

import javax.annotation.Nullable;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.TypeInference;

/**
 * {@code JQ(json, filter)}: the first output of a jq filter over a JSON text, as text. A string is
 * given as it is, null and no output as NULL, anything else as compact JSON with the digits of its
 * source.
 *
 * <p>A literal filter that does not compile fails the planning. At run time, a text that is not
 * JSON, and a filter that fails or goes beyond its limits, fail the job.
 */
public final class JqFunction extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  public static final String NAME = "JQ";

  @Nullable private transient JqCalls calls;

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return JqTypeInference.giving(DataTypes.STRING().bridgedTo(StringData.class));
  }

  @Override
  public void open(FunctionContext context) {
    calls = JqCalls.open(NAME, context);
  }

  /** Called by Flink for each row. */
  @Nullable
  public StringData eval(@Nullable StringData json, @Nullable StringData filter) {
    return calls.first(json, filter);
  }

  @Override
  public void close() {
    if (calls != null) {
      calls.close();
    }
  }
}
