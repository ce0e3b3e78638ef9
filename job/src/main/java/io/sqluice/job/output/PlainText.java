package io.sqluice.job.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.LogicalType;

/** A value as text that stands alone: as in JSON, but without the quotes of a string. */
final class PlainText {

  private PlainText() {}

  /**
   * @param value in Flink's internal form, not null
   */
  static String of(LogicalType type, Object value) {
    return switch (type.getTypeRoot()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT -> value.toString();
      case FLOAT -> NumberOutput.toString((Float) value, true);
      case DOUBLE -> NumberOutput.toString((Double) value, true);
      case BINARY, VARBINARY -> Base64.getEncoder().encodeToString((byte[]) value);
      case DISTINCT_TYPE -> of(((DistinctType) type).getSourceType(), value);
      case ARRAY, MAP, MULTISET, ROW, STRUCTURED_TYPE, VARIANT -> json(type, value);
      default -> JsonValue.text(type, value);
    };
  }

  private static String json(LogicalType type, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonWriter.FACTORY.createGenerator(bytes)) {
      new JsonValue(json).write(type, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
