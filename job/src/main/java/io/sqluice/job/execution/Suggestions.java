package io.sqluice.job.execution;

import io.sqluice.job.dialect.MisspeltKeyword;
import io.sqluice.job.dialect.NearestNames;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Spelling;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds to a message that there is no such name what was most likely meant. */
final class Suggestions {

  private static final Pattern NO_OBJECT = Pattern.compile("Object '([^']+)' not found");
  private static final Pattern NO_COLUMN =
      Pattern.compile("Column '([^']+)' not found in (?:any table|table '([^']+)')");
  private static final Pattern NO_INPUT = Pattern.compile("Table '([^']+)' not found");
  private static final Pattern NO_TYPE = Pattern.compile("Unknown identifier '([^']+)'");
  private static final Pattern NO_FUNCTION =
      Pattern.compile("No match found for function signature (\\w+)\\(.*");
  private static final Pattern NO_PLAN =
      Pattern.compile("unexpected correlate variable \\$cor\\d+ in the plan");
  private static final Pattern NO_SINK =
      Pattern.compile("Cannot find table '(?:`[^`]+`\\.)*`([^`]+)`' in any of the catalogs.*");

  private final NearestNames names;
  private final Supplier<List<String>> functions;

  /**
   * @param functions the names of all functions
   */
  Suggestions(NearestNames names, Supplier<List<String>> functions) {
    this.names = names;
    this.functions = functions;
  }

  /** The message with a suggestion, if there is one. */
  String complete(Statement statement, String message) {
    if (NO_PLAN.matcher(message).matches()) {
      return "Flink cannot plan a subquery that uses columns of a query with a lookup join: put its condition into"
          + " FROM (SELECT ... WHERE ...), and join the lookup table with that";
    }
    Matcher sink = NO_SINK.matcher(message);
    String told = sink.matches() ? "Object '" + sink.group(1) + "' not found" : message;
    return nearest(statement, told)
        .map(name -> told + "; did you mean '" + name + "'?")
        .orElse(told);
  }

  private Optional<String> nearest(Statement statement, String message) {
    Matcher object = NO_OBJECT.matcher(message);
    if (object.matches()) {
      return names.table(object.group(1));
    }
    Matcher column = NO_COLUMN.matcher(message);
    if (column.matches()) {
      return names.column(statement, column.group(1), Optional.ofNullable(column.group(2)));
    }
    Matcher input = NO_INPUT.matcher(message);
    if (input.matches()) {
      return names.input(statement, input.group(1));
    }
    Matcher type = NO_TYPE.matcher(message);
    if (type.matches()) {
      return names.type(type.group(1));
    }
    Matcher function = NO_FUNCTION.matcher(message);
    return function.matches()
        ? Spelling.nearest(function.group(1), functions.get())
            .map(name -> name.toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /** What to say of a statement that does not parse, if a keyword of it is misspelt. */
  Optional<ScriptProblem> keyword(Statement statement) {
    Optional<MisspeltKeyword> found = MisspeltKeyword.in(statement);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Token token = statement.tokens().get(found.get().token());
    return Optional.of(
        statement.problemAt(
            found.get().token(),
            "found '" + statement.value(token) + "'; did you mean " + found.get().keyword() + "?"));
  }
}
