package io.sqluice.duckdb.engine;

import io.sqluice.duckdb.engine.PayloadText.Shape;
import io.sqluice.http.transform.PayloadFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * A SELECT over payload after payload, which it knows as {@code payload}. Each payload goes through
 * a file in the session's folder, since that is what DuckDB reads JSON from at its full speed. For
 * one thread.
 */
public final class PayloadQuery implements AutoCloseable {

  /** What queries call the payload. */
  public static final String RELATION = "payload";

  /** DuckDB's own default for the largest value of a document, in bytes. */
  private static final int LARGEST_VALUE = 16 * 1024 * 1024;

  private final DuckDbSession session;
  private final String sql;
  private final PayloadFormat format;
  @Nullable private final RowType input;
  private final RowType output;
  private final Path file;
  @Nullable private SelectPlan prepared;
  @Nullable private Shape preparedShape;
  private int largestValue = LARGEST_VALUE;

  PayloadQuery(
      DuckDbSession session,
      String sql,
      PayloadFormat format,
      @Nullable RowType input,
      RowType output) {
    this.session = session;
    this.sql = sql;
    this.format = format;
    this.input = input;
    this.output = output;
    this.file = session.folder().file(RELATION);
  }

  /**
   * Runs the query over a payload.
   *
   * @param bytes hold the payload, in UTF-8
   * @param start where it begins in there
   * @return the rows of the result; none for a payload without records whose columns are unknown
   * @throws QueryException if the payload is not what its format says, the query fails, its time is
   *     up, or the thread is interrupted
   */
  public List<RowData> run(byte[] bytes, int start) throws QueryException {
    PayloadText text = PayloadText.of(bytes, start, format);
    if (text.isEmpty() && input == null) {
      return List.of();
    }
    write(text);
    try {
      return plan(text).run(session.watch(), session.config().timeout());
    } catch (QueryException e) {
      throw e.getMessage().contains(file.toString())
          ? new QueryException(
              e.getMessage()
                  .replace("file \"" + file + "\"", "the payload")
                  .replace(file.toString(), RELATION),
              e)
          : e;
    }
  }

  private void write(PayloadText text) throws QueryException {
    try {
      session.folder().write(RELATION, text.bytes(), text.start(), text.length());
    } catch (IOException e) {
      throw new QueryException(
          "cannot write the payload for DuckDB to " + file + ": " + e.getMessage(), e);
    }
  }

  /** Prepared once if the columns are known and payloads look alike, else for each payload. */
  private SelectPlan plan(PayloadText text) throws QueryException {
    if (prepared != null && input != null && fits(text)) {
      return prepared;
    }
    close();
    largestValue = Math.max(largestValue, text.length());
    String scan = text.shape().scan(file.toString(), input, largestValue);
    try (Statement view = session.connection().createStatement()) {
      session
          .watch()
          .run(
              view,
              session.config().timeout(),
              () ->
                  view.execute(
                      "CREATE OR REPLACE TEMP VIEW " + RELATION + " AS SELECT * FROM " + scan));
    } catch (SQLException e) {
      throw QueryException.of(e);
    }
    prepared = SelectPlan.prepare(session.connection(), RELATION, sql, output);
    preparedShape = text.shape();
    return prepared;
  }

  /** Whether what is prepared reads this: nothing at all looks like everything. */
  private boolean fits(PayloadText text) {
    return text.isEmpty() || (text.shape() == preparedShape && text.length() <= largestValue);
  }

  @Override
  public void close() {
    if (prepared != null) {
      prepared.close();
      prepared = null;
    }
  }
}
