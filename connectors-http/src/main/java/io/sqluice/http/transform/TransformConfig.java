package io.sqluice.http.transform;

import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.types.logical.RowType;

/**
 * SQL over each answer, as a table's options give it.
 *
 * @param sql one SELECT over the relation {@code payload}
 * @param format what the payload is
 * @param input the columns of the payload; null if they are inferred from each
 * @param timeout limit of one query
 * @param memoryLimit limit of the engine's memory, which is outside of the Java heap
 * @param attachment a file that the query may read besides; null for none
 */
public record TransformConfig(
    String sql,
    PayloadFormat format,
    @Nullable RowType input,
    Duration timeout,
    MemorySize memoryLimit,
    @Nullable String attachment)
    implements Serializable {

  /** The same with these columns of the payload. */
  public TransformConfig withInput(RowType columns) {
    return new TransformConfig(sql, format, columns, timeout, memoryLimit, attachment);
  }

  /** The same over payloads of this format. */
  public TransformConfig withFormat(PayloadFormat other) {
    return new TransformConfig(sql, other, input, timeout, memoryLimit, attachment);
  }
}
