package io.sqluice.http.source;

import io.sqluice.http.api.HeaderFields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;

/** The metadata columns of an 'http' table. */
public enum HttpMetadata {
  TRIGGER_TIME(
      "trigger-time",
      DataTypes.TIMESTAMP_LTZ(3).notNull(),
      "The scheduled fire time of the poll.",
      record -> timestamp(record.page().triggerTime())),
  TRIGGER_TIME_UTC(
      "trigger-time-utc",
      DataTypes.TIMESTAMP(3).notNull(),
      "The same in UTC, whatever the session's time zone is.",
      record -> timestamp(record.page().triggerTime())),
  TRIGGER_EPOCH_MS(
      "trigger-epoch-ms",
      DataTypes.BIGINT().notNull(),
      "The same in milliseconds since 1970-01-01 UTC.",
      record -> record.page().triggerTime().toEpochMilli()),
  FETCH_TIME(
      "fetch-time",
      DataTypes.TIMESTAMP_LTZ(3).notNull(),
      "When the answer reached the reader, or the poll failed.",
      record -> timestamp(record.page().fetchTime())),
  FETCH_ID(
      "fetch-id",
      DataTypes.BIGINT().notNull(),
      "The number of the poll, from 1; it goes on over restarts.",
      record -> record.page().fetchId()),
  LAST(
      "last",
      DataTypes.BOOLEAN().notNull(),
      "True on a poll's last row. With this column the last row of a page waits for the next page.",
      EmittedRecord::last),
  PAGE(
      "page",
      DataTypes.INT().notNull(),
      "The number of the page within its poll, from 0.",
      record -> record.page().page()),
  RECORD_INDEX(
      "record-index",
      DataTypes.BIGINT().notNull(),
      "The number of the record within its page, from 0.",
      record -> record.row().index()),
  STATUS_CODE(
      "status-code",
      DataTypes.INT(),
      "The status code of the answer; NULL if there was none.",
      record -> record.page().statusCode()),
  HEADERS(
      "headers",
      HeaderFields.TYPE,
      "The header fields of the answer; names in lower case.",
      record ->
          record.page().headers() == null ? null : HeaderFields.toMapData(record.page().headers())),
  URL(
      "url",
      DataTypes.STRING(),
      "The URL that answered, after redirects.",
      record -> StringData.fromString(record.page().url())),
  BODY(
      "body",
      DataTypes.BYTES(),
      "The decoded body of the answer the record came in.",
      record -> record.page().body()),
  ERROR(
      "error",
      DataTypes.STRING(),
      "Why the columns are NULL: the poll failed (scan.error-policy) or the record did not become a"
          + " row (decode.error-policy); NULL for any other row.",
      record -> StringData.fromString(record.row().error()));

  private static final Map<String, HttpMetadata> BY_KEY =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(HttpMetadata::key, m -> m));

  private final String key;
  private final DataType dataType;
  private final String description;
  private final Function<EmittedRecord, Object> value;

  HttpMetadata(
      String key, DataType dataType, String description, Function<EmittedRecord, Object> value) {
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
  Object read(EmittedRecord record) {
    return value.apply(record);
  }

  /** The columns of these keys; the planner only asks for keys that {@link #all()} lists. */
  public static List<HttpMetadata> ofKeys(List<String> keys) {
    return keys.stream().map(BY_KEY::get).toList();
  }

  /** All columns by key, in the order of the reference page. */
  public static Map<String, DataType> all() {
    Map<String, DataType> all = new LinkedHashMap<>();
    for (HttpMetadata metadata : values()) {
      all.put(metadata.key, metadata.dataType);
    }
    return all;
  }

  /** A point in time, or, which looks the same to Flink, what a clock in UTC shows then. */
  private static TimestampData timestamp(Instant instant) {
    return TimestampData.fromInstant(instant);
  }
}
