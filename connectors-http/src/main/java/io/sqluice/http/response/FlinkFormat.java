package io.sqluice.http.response;

import java.io.Serializable;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.data.RowData;

/**
 * A format of Flink's, made for the table at hand.
 *
 * @param identifier its name in SQL, such as csv
 * @param options those that are the format's own, by their names without its prefix
 * @param schema makes the table's physical columns of a message; a template, never used itself
 */
public record FlinkFormat(
    String identifier,
    MessageFraming framing,
    Map<String, String> options,
    DeserializationSchema<RowData> schema)
    implements Serializable {

  /** The same text for the same options in every process, which few schemas have of their own. */
  @Override
  public String toString() {
    return "FlinkFormat[" + identifier + ", " + framing + ", " + options + "]";
  }
}
