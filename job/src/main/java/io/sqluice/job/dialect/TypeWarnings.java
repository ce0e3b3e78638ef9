package io.sqluice.job.dialect;

import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Points at types that hold less in Flink than in most databases. */
public final class TypeWarnings {

  private static final Map<String, String> SHORT =
      Map.of(
          "VARCHAR",
              "VARCHAR without a length is one character in Flink's reference and any text in its planner: write STRING",
          "CHAR", "CHAR is a text of one character in Flink: write STRING, or CHAR(n)",
          "DECIMAL",
              "DECIMAL has no digits behind the point in Flink, it is DECIMAL(10, 0): write DECIMAL(38, 18), say, or DOUBLE",
          "NUMERIC",
              "NUMERIC has no digits behind the point in Flink, it is DECIMAL(10, 0): write DECIMAL(38, 18), say, or DOUBLE",
          "DEC",
              "DEC has no digits behind the point in Flink, it is DECIMAL(10, 0): write DECIMAL(38, 18), say, or DOUBLE");

  private TypeWarnings() {}

  /**
   * A warning a type, in the columns of a CREATE TABLE or SOURCE.
   *
   * @param statement as the user wrote it
   */
  public static List<ScriptProblem> of(Statement statement) {
    List<ScriptProblem> warnings = new ArrayList<>();
    CreateStatement.of(statement)
        .filter(CreateStatement::isTable)
        .filter(create -> statement.isSymbol(create.name().end(), '('))
        .filter(create -> statement.closing(create.name().end()) < statement.tokens().size())
        .map(create -> ColumnList.at(statement, create.name().end()))
        .ifPresent(columns -> columns.types().forEach(type -> warn(statement, type, warnings)));
    return warnings;
  }

  private static void warn(
      Statement statement, ColumnList.Item type, List<ScriptProblem> warnings) {
    for (int i = type.first(); i < type.end(); i++) {
      Token token = statement.tokens().get(i);
      String name = statement.value(token).toUpperCase(Locale.ROOT);
      // CHARACTER VARYING and the like have no use in scripts that people write.
      if (token.kind() == Token.Kind.WORD
          && SHORT.containsKey(name)
          && !statement.isSymbol(i + 1, '(')) {
        warnings.add(statement.problemAt(i, SHORT.get(name)));
      }
    }
  }
}
