package io.sqluice.http.transform;

import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.flink.table.types.logical.RowType;

/** An engine for SQL over payloads, found by {@link ServiceLoader}. */
public interface PayloadTransformFactory {

  /** The engine on the class path. */
  static Optional<PayloadTransformFactory> find(ClassLoader classLoader) {
    return ServiceLoader.load(PayloadTransformFactory.class, classLoader).findFirst();
  }

  /**
   * Checks what can be checked of a query without the columns of the payload.
   *
   * @throws TransformException if it is not exactly one SELECT, with the engine's message
   */
  void check(String sql) throws TransformException;

  /**
   * The columns that the query gives.
   *
   * @param config with the columns of the payload
   * @throws TransformException if the engine cannot plan the query, with its message
   */
  RowType describe(TransformConfig config) throws TransformException;

  /**
   * The columns of a payload, by its values.
   *
   * @param sample a payload with at least one record, in UTF-8
   * @throws TransformException if it is not what its format says, or has no columns
   */
  RowType infer(byte[] sample, PayloadFormat format) throws TransformException;

  /**
   * Opens a query for a task.
   *
   * @param columns those of its result that are wanted, by name; cast where their types differ
   * @throws TransformException if the engine cannot plan the query
   */
  PayloadTransform open(TransformConfig config, RowType columns) throws TransformException;
}
