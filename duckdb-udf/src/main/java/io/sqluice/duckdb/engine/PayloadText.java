package io.sqluice.duckdb.engine;

import io.sqluice.duckdb.type.DuckDbTypes;
import io.sqluice.duckdb.type.Sql;
import io.sqluice.http.transform.PayloadFormat;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;

/**
 * The text of a payload in UTF-8, and what it looks like.
 *
 * @param start where it begins, behind white space
 * @param end where it ends, before white space
 */
record PayloadText(byte[] bytes, int start, int end, Shape shape) {

  private static final int QUOTED = 80;

  /** How DuckDB is told to read it. */
  enum Shape {
    ARRAY("read_json", "format = 'array', records = true"),
    VALUES("read_json", "format = 'unstructured', records = true"),
    TABLE("read_csv", "");

    private final String function;
    private final String options;

    Shape(String function, String options) {
      this.function = function;
      this.options = options;
    }

    /**
     * Reads a file of this shape, in SQL.
     *
     * @param columns null for those that DuckDB finds
     * @param largestValue in bytes
     */
    String scan(String file, @Nullable RowType columns, int largestValue) {
      StringBuilder call = new StringBuilder(function).append('(').append(Sql.literal(file));
      if (!options.isEmpty()) {
        call.append(", ").append(options);
        call.append(", maximum_object_size = ").append(largestValue);
      }
      if (columns != null) {
        call.append(
            columns.getFields().stream()
                .map(
                    field ->
                        Sql.identifier(field.getName())
                            + ": "
                            + Sql.literal(DuckDbTypes.sqlType(field.getType())))
                .collect(Collectors.joining(", ", ", columns = {", "}")));
      }
      return call.append(')').toString();
    }
  }

  /**
   * Looks at a payload. JSON that ends before its value does is found here: DuckDB would take what
   * there is of it.
   *
   * @throws QueryException if it is not what its format says
   */
  static PayloadText of(byte[] bytes, int start, PayloadFormat format) throws QueryException {
    int begin = start;
    int end = bytes.length;
    while (begin < end && isSpace(bytes[begin])) {
      begin++;
    }
    while (end > begin && isSpace(bytes[end - 1])) {
      end--;
    }
    if (format == PayloadFormat.CSV) {
      return new PayloadText(bytes, start, bytes.length, Shape.TABLE);
    }
    if (begin == end || format == PayloadFormat.NDJSON) {
      return new PayloadText(bytes, begin, end, Shape.VALUES);
    }
    byte first = bytes[begin];
    byte last = bytes[end - 1];
    if (first == '[' || first == '{') {
      if (last != first + 2) { // ']' and '}' are two behind '[' and '{'.
        throw new QueryException(
            "the payload begins as a JSON %s and does not end as one: found '%s' at its end, expected '%c'; the answer is cut off"
                .formatted(
                    first == '[' ? "array" : "object",
                    text(bytes, Math.max(begin, end - 20), end),
                    first + 2));
      }
      if (first == '[' && isBlank(bytes, begin + 1, end - 1)) {
        return new PayloadText(bytes, end, end, Shape.VALUES);
      }
      return new PayloadText(bytes, begin, end, first == '[' ? Shape.ARRAY : Shape.VALUES);
    }
    if (end - begin == 4 && text(bytes, begin, end).equals("null")) {
      return new PayloadText(bytes, end, end, Shape.VALUES);
    }
    throw new QueryException(
        "found '%s', expected a JSON array or object"
            .formatted(text(bytes, begin, Math.min(end, begin + QUOTED))));
  }

  private static boolean isBlank(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    return at == end;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  int length() {
    return end - start;
  }

  /** Whether there is no record in it for certain. */
  boolean isEmpty() {
    return length() == 0;
  }
}
