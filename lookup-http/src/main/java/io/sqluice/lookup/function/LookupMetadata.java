package io.sqluice.lookup.function;

import io.sqluice.http.api.HeaderFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.annotation.Nullable;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;

/** The metadata columns of a 'lookup-http' table. */
public enum LookupMetadata {
  ERROR(
      "error",
      DataTypes.STRING(),
      "Why the columns are NULL: the lookup failed (lookup.error-policy) or the record did not"
          + " become a row (decode.error-policy); NULL for any other row.",
      origin -> StringData.fromString(origin.error())),
  STATUS_CODE(
      "status-code",
      DataTypes.INT(),
      "The status code of the answer, or of the last response if the lookup failed; NULL if there"
          + " was none.",
      Origin::statusCode),
  HEADERS(
      "headers",
      HeaderFields.TYPE,
      "The header fields of that answer or response; names in lower case.",
      origin -> origin.headers() == null ? null : HeaderFields.toMapData(origin.headers()));

  private final String key;
  private final DataType dataType;
  private final String description;
  private final Function<Origin, Object> value;

  LookupMetadata(
      String key, DataType dataType, String description, Function<Origin, Object> value) {
    this.key = key;
    this.dataType = dataType;
    this.description = description;
    this.value = value;
  }

  /** The name in {@code METADATA FROM 'name'}. */
  public String key() {
    return key;
  }

  public DataType dataType() {
    return dataType;
  }

  /** One sentence for the reference page. */
  public String description() {
    return description;
  }

  /** The column's value, in Flink's internal form. */
  @Nullable
  Object read(Origin origin) {
    return value.apply(origin);
  }

  /** All columns by key, in the order of the reference page. */
  public static Map<String, DataType> all() {
    Map<String, DataType> all = new LinkedHashMap<>();
    for (LookupMetadata metadata : values()) {
      all.put(metadata.key, metadata.dataType);
    }
    return all;
  }

  /** The column of a key; the planner only asks for keys that {@link #all()} lists. */
  public static LookupMetadata ofKey(String key) {
    for (LookupMetadata metadata : values()) {
      if (metadata.key.equals(key)) {
        return metadata;
      }
    }
    throw new IllegalArgumentException("there is no metadata column " + key);
  }
}
