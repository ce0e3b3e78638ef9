package io.sqluice.job.dialect.lookup;

import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;

/** What a lookup table cannot have. */
public final class LookupDefinition {

  private LookupDefinition() {}

  /**
   * Looks at the definition of a table.
   *
   * @param statement CREATE TABLE with options as Flink's SQL has them
   * @throws ScriptException if it is a lookup table with a watermark, by which Flink would take a
   *     join for one with versions of its rows
   */
  public static void check(Statement statement) {
    int watermark = watermark(statement);
    if (watermark >= 0 && isLookup(statement)) {
      throw new ScriptException(
          statement.problemAt(
              watermark,
              "a lookup table can have no WATERMARK, as its rows are no stream: leave it out, and give one to the table that the lookup is joined with"));
    }
  }

  private static int watermark(Statement statement) {
    for (int i = 1; i < statement.tokens().size(); i++) {
      boolean startsColumn = statement.isSymbol(i - 1, ',') || statement.isSymbol(i - 1, '(');
      if (startsColumn && statement.isWord(i, "WATERMARK") && statement.isWord(i + 1, "FOR")) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isLookup(Statement statement) {
    for (int i = 0; i + 2 < statement.tokens().size(); i++) {
      Token value = statement.tokens().get(i + 2);
      if (statement.value(statement.tokens().get(i)).equals("connector")
          && statement.isSymbol(i + 1, '=')
          && value.kind() == Token.Kind.STRING) {
        return Lookups.CONNECTORS.contains(statement.value(value));
      }
    }
    return false;
  }
}
