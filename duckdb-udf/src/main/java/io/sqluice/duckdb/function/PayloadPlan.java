package io.sqluice.duckdb.function;

import io.sqluice.duckdb.engine.DuckDbSession;
import io.sqluice.duckdb.engine.PayloadQuery;
import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.engine.SessionConfig;
import java.io.Serializable;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;

/**
 * A query over a JSON payload, with the columns that go into it and those that come out.
 *
 * @param query one SELECT over {@link PayloadQuery#RELATION}
 * @param payload the columns that are read from each payload
 * @param result the columns of the query
 */
record PayloadPlan(String query, RowType payload, RowType result) implements Serializable {

  /**
   * Plans a query, by asking DuckDB.
   *
   * @param columns those of the payload, as in CREATE TABLE; null to have the ones that the query
   *     names, as text, or as numbers where it reckons with them
   * @throws QueryException if the columns do not parse, or DuckDB does not understand the query
   */
  static PayloadPlan of(String query, @Nullable String columns) throws QueryException {
    RowType declared = columns == null ? null : DeclaredColumns.parse(columns);
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      if (declared == null) {
        return new UndeclaredColumns(session, query).plan();
      }
      return new PayloadPlan(
          query, declared, session.describe(query, PayloadQuery.RELATION, declared));
    } catch (IllegalArgumentException unsupported) {
      throw new QueryException("the columns '%s': %s".formatted(columns, unsupported.getMessage()));
    }
  }
}
