package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of types that Flink does not know, and what it calls them. */
final class TypeNames {

  private static final Map<String, String> FLINK =
      Map.ofEntries(
          Map.entry("TEXT", "STRING"),
          Map.entry("JSON", "STRING"),
          Map.entry("UUID", "STRING"),
          Map.entry("BLOB", "BYTES"),
          Map.entry("BOOL", "BOOLEAN"),
          Map.entry("SHORT", "SMALLINT"),
          Map.entry("LONG", "BIGINT"),
          Map.entry("INT1", "TINYINT"),
          Map.entry("INT2", "SMALLINT"),
          Map.entry("INT4", "INT"),
          Map.entry("INT8", "BIGINT"),
          Map.entry("FLOAT4", "FLOAT"),
          Map.entry("FLOAT8", "DOUBLE"),
          Map.entry("UTINYINT", "SMALLINT"),
          Map.entry("USMALLINT", "INT"),
          Map.entry("UINTEGER", "BIGINT"),
          Map.entry("UBIGINT", "DECIMAL(20, 0)"),
          Map.entry("HUGEINT", "DECIMAL(38, 0)"),
          Map.entry("DATETIME", "TIMESTAMP"),
          Map.entry("TIMESTAMP_S", "TIMESTAMP(0)"),
          Map.entry("TIMESTAMP_MS", "TIMESTAMP(3)"),
          Map.entry("TIMESTAMP_US", "TIMESTAMP(6)"),
          Map.entry("TIMESTAMP_NS", "TIMESTAMP(9)"),
          Map.entry("TIMESTAMPTZ", "TIMESTAMP_LTZ(6)"),
          Map.entry("STRUCT", "ROW"));

  /** Between whose brackets a name stands before each type. */
  private static final Set<String> WITH_FIELD_NAMES = Set.of("ROW", "STRUCT", "STRUCTURED");

  private TypeNames() {}

  /**
   * Puts Flink's names in the place of others.
   *
   * @param from index of the type's first token
   * @param to index behind its last token
   */
  static void translate(Statement statement, int from, int to, Edits edits) {
    Deque<String> open = new ArrayDeque<>();
    String last = "";
    for (int i = from; i < to; i++) {
      boolean fieldName =
          WITH_FIELD_NAMES.contains(open.isEmpty() ? "" : open.peek())
              && (opens(statement, i - 1) || statement.isSymbol(i - 1, ','));
      Token token = statement.tokens().get(i);
      if (opens(statement, i)) {
        open.push(last);
      } else if (closes(statement, i) && !open.isEmpty()) {
        open.pop();
      } else if (!fieldName && token.kind() == Token.Kind.WORD) {
        last = statement.value(token).toUpperCase(Locale.ROOT);
        if (FLINK.containsKey(last)) {
          edits.replace(token.start(), token.end(), FLINK.get(last));
        }
      }
    }
    arrays(statement, from, to, edits);
  }

  /** {@code T[]} as the whole of a type. */
  private static void arrays(Statement statement, int from, int to, Edits edits) {
    int end = to;
    while (end - 2 > from && statement.isSymbol(end - 1, ']') && statement.isSymbol(end - 2, '[')) {
      edits.insert(statement.tokens().get(from).start(), "ARRAY<");
      edits.replace(
          statement.tokens().get(end - 2).start(), statement.tokens().get(end - 1).end(), ">");
      end -= 2;
    }
  }

  private static boolean opens(Statement statement, int token) {
    return statement.isSymbol(token, '<') || statement.isSymbol(token, '(');
  }

  private static boolean closes(Statement statement, int token) {
    return statement.isSymbol(token, '>') || statement.isSymbol(token, ')');
  }
}
