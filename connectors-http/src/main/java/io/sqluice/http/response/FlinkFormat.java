package io.sqluice.http.response;

import java.io.Serializable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.data.RowData;

/**
 * A format of Flink's, made for the table at hand.
 *
 * @param identifier its name in SQL, such as csv
 * @param schema makes the table's physical columns of a message; a template, never used itself
 */
public record FlinkFormat(
    String identifier, MessageFraming framing, DeserializationSchema<RowData> schema)
    implements Serializable {

  /**
   * The same in every process, which a schema's own text is not: hashes in state are made of it.
   */
  @Override
  public String toString() {
    return identifier + " " + framing;
  }
}
