package io.sqluice.duckdb.transform;

import io.sqluice.duckdb.engine.DuckDbSession;
import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.type.Sql;
import io.sqluice.http.transform.PayloadVariables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What queries read of an answer with {@code getvariable}. */
final class Variables {

  private Variables() {}

  /** Whether a query may read any: setting them costs about as much as a small query. */
  static boolean areReadBy(String sql) {
    return sql.toLowerCase(Locale.ROOT).contains("getvariable");
  }

  static void set(DuckDbSession session, PayloadVariables variables) throws QueryException {
    Instant trigger = variables.triggerTime();
    session.setVariable(
        "trigger_time",
        trigger == null
            ? "CAST(NULL AS TIMESTAMPTZ)"
            : "make_timestamptz(" + ChronoUnit.MICROS.between(Instant.EPOCH, trigger) + ")");
    session.setVariable("url", Sql.literal(variables.url()));
    session.setVariable("status_code", "" + variables.statusCode());
  }
}
