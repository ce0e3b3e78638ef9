package io.sqluice.http.api;

import io.sqluice.http.secret.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;

/** The header fields of an answer as a metadata column has them. */
public final class HeaderFields {

  /** The type of the column. */
  public static final DataType TYPE =
      DataTypes.MAP(DataTypes.STRING().notNull(), DataTypes.ARRAY(DataTypes.STRING().notNull()));

  private HeaderFields() {}

  /** The column's value, in Flink's internal form. */
  public static GenericMapData toMapData(Map<String, List<String>> headers) {
    Map<StringData, GenericArrayData> map = new LinkedHashMap<>();
    headers.forEach(
        (name, values) ->
            map.put(
                StringData.fromString(name),
                new GenericArrayData(values.stream().map(StringData::fromString).toArray())));
    return new GenericMapData(map);
  }

  /** The fields without a table's secrets, which may come back in some, such as Location. */
  public static Map<String, List<String>> redacted(
      Map<String, List<String>> headers, Redaction redaction) {
    Map<String, List<String>> shown = new LinkedHashMap<>();
    headers.forEach(
        (name, values) -> shown.put(name, values.stream().map(redaction::redact).toList()));
    return shown;
  }
}
