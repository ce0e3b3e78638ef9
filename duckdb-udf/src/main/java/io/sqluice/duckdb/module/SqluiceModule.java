package io.sqluice.duckdb.module;

import io.sqluice.duckdb.function.DuckDbJsonFunction;
import io.sqluice.duckdb.function.DuckDbTableFunction;
import io.sqluice.http.function.JqEachFunction;
import io.sqluice.http.function.JqFunction;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.module.Module;

/**
 * All functions of Sqluice, as functions that a session has without creating them. Their names are
 * found in any case, as those of Flink's own functions are. Thread-safe.
 */
public final class SqluiceModule implements Module {

  /** The name to load it by. */
  public static final String NAME = "sqluice";

  private final Map<String, FunctionDefinition> functions =
      Map.of(
          DuckDbTableFunction.NAME, new DuckDbTableFunction(),
          DuckDbJsonFunction.NAME, new DuckDbJsonFunction(),
          JqFunction.NAME, new JqFunction(),
          JqEachFunction.NAME, new JqEachFunction());

  @Override
  public Set<String> listFunctions() {
    return functions.keySet();
  }

  @Override
  public Optional<FunctionDefinition> getFunctionDefinition(String name) {
    return Optional.ofNullable(functions.get(name.toUpperCase(Locale.ROOT)));
  }
}
