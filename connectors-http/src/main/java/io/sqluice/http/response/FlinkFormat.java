package io.sqluice.http.response;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
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

  /** Schemas, which few compare, are made of the options. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FlinkFormat format
        && identifier.equals(format.identifier)
        && framing.equals(format.framing)
        && options.equals(format.options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(identifier, framing, options);
  }

  /** The same text for the same options in every process, which few schemas have of their own. */
  @Override
  public String toString() {
    return "FlinkFormat[" + identifier + ", " + framing + ", " + options + "]";
  }
}
