package io.sqluice.duckdb.function;

import io.sqluice.duckdb.batch.BatchWindow;
import io.sqluice.duckdb.engine.DuckDbSession;
import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.engine.SessionConfig;
import io.sqluice.duckdb.type.DuckDbTypes;
import java.io.Serializable;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.RowType;

/**
 * A query over batches.
 *
 * @param query one SELECT; the rows of a batch are its relation {@value #RELATION}
 * @param input the type of the rows
 * @param output the type of the results
 */
record BatchQuery(
    String query,
    RowType input,
    RowType output,
    BatchWindow window,
    OnError onError,
    SessionConfig session)
    implements Serializable {

  static final String RELATION = "input";

  /** The same in another session. */
  BatchQuery in(SessionConfig other) {
    return new BatchQuery(query, input, output, window, onError, other);
  }

  /**
   * Has DuckDB plan the query.
   *
   * @throws IllegalArgumentException if it is none for such rows
   */
  static BatchQuery planned(
      String query, RowType input, BatchWindow window, OnError onError, SessionConfig session) {
    try (DuckDbSession planning = DuckDbSession.open(session)) {
      RowType output = planning.describe(query, RELATION, input);
      return new BatchQuery(query, input, output, window, onError, session);
    } catch (QueryException wrong) {
      throw new IllegalArgumentException(
          "DuckDB cannot run 'query': "
              + wrong.getMessage()
              + "\nThe columns of its relation '"
              + RELATION
              + "' are "
              + input.getFields().stream()
                  .map(field -> field.getName() + " " + DuckDbTypes.sqlType(field.getType()))
                  .collect(Collectors.joining(", "))
              + ".",
          wrong);
    }
  }
}
