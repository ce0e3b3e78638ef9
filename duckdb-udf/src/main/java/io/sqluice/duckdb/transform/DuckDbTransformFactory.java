package io.sqluice.duckdb.transform;

import io.sqluice.duckdb.engine.DuckDbSession;
import io.sqluice.duckdb.engine.PayloadQuery;
import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.engine.SessionConfig;
import io.sqluice.http.transform.PayloadFormat;
import io.sqluice.http.transform.PayloadTransform;
import io.sqluice.http.transform.PayloadTransformFactory;
import io.sqluice.http.transform.PayloadVariables;
import io.sqluice.http.transform.TransformConfig;
import io.sqluice.http.transform.TransformException;
import org.apache.flink.table.types.logical.RowType;

/** Runs SQL over payloads in DuckDB. */
public final class DuckDbTransformFactory implements PayloadTransformFactory {

  /** What queries are planned with: only the types of its values matter. */
  private static final PayloadVariables ANY = new PayloadVariables(null, "", 200);

  @Override
  public void check(String sql) throws TransformException {
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      session.check(sql);
    } catch (QueryException e) {
      throw new TransformException(e.getMessage(), e);
    }
  }

  @Override
  public RowType describe(TransformConfig config) throws TransformException {
    try (DuckDbSession session = DuckDbSession.open(sessionConfig(config))) {
      Variables.set(session, ANY);
      return session.describe(config.sql(), PayloadQuery.RELATION, config.input());
    } catch (QueryException e) {
      throw new TransformException(e.getMessage(), e);
    }
  }

  @Override
  public RowType infer(byte[] sample, PayloadFormat format) throws TransformException {
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      return session.infer(sample, format);
    } catch (QueryException e) {
      throw new TransformException(e.getMessage(), e);
    }
  }

  @Override
  public PayloadTransform open(TransformConfig config, RowType columns) throws TransformException {
    DuckDbSession session = null;
    PayloadTransform transform = null;
    try {
      session = DuckDbSession.open(sessionConfig(config));
      Variables.set(session, ANY);
      transform =
          new DuckDbTransform(
              session,
              session.preparePayload(config.sql(), config.format(), config.input(), columns),
              Variables.areReadBy(config.sql()));
      return transform;
    } catch (QueryException e) {
      throw new TransformException(e.getMessage(), e);
    } finally {
      if (transform == null && session != null) {
        session.close();
      }
    }
  }

  private static SessionConfig sessionConfig(TransformConfig config) {
    return new SessionConfig(config.memoryLimit(), 1, config.timeout(), false, config.attachment());
  }
}
