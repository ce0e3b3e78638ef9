package io.sqluice.duckdb.type;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sqluice.duckdb.type.InputColumn.Expression;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.annotation.Nullable;

/**
 * How a value inside a nested one gets into DuckDB: as JSON, which DuckDB casts to a type that JSON
 * becomes without loss, and an expression that makes the value's own type of that.
 *
 * @param wire the type that the JSON is cast to, in SQL
 * @param conversion makes the value's own type of that; null if it is the same
 * @param writer writes values, in Flink's internal form, that are not null
 */
record NestedInput(String wire, @Nullable Expression conversion, JsonValueWriter writer) {

  private static final JsonFactory JSON = new JsonFactory();

  /** Writes a value that is not null. */
  interface JsonValueWriter {
    void write(JsonGenerator json, Object value) throws IOException;
  }

  /** A value of the wire's type in its own. */
  String converted(String value) {
    return conversion == null ? value : conversion.of(value);
  }

  /** Writes a value, null too. */
  void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else {
      writer.write(json, value);
    }
  }

  String json(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writer.write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a value as JSON", e);
    }
    return text.toString();
  }
}
