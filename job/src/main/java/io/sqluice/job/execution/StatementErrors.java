package io.sqluice.job.execution;

import io.sqluice.job.script.Position;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes problems with places in the user's file out of what Flink and the connectors throw.
 *
 * <p>Their positions count within a statement, and an option's problem shows up at the query that
 * reads the table. Here the first become places in the file, and the second go to the option in
 * CREATE TABLE.
 */
final class StatementErrors {

  private static final Pattern POSITION =
      Pattern.compile(
          "\\b(?:from|at) line (\\d+), column (\\d+)(?: to line \\d+, column \\d+)?:? ?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TABLE =
      Pattern.compile("Unable to create a (?:source|sink) for (?:reading|writing) table '([^']+)'");

  /** A line of a query that DuckDB quotes; the mark below it shows the place. */
  private static final Pattern POINTED_LINE = Pattern.compile("LINE \\d+: ");

  private static final Pattern OPTION_PROBLEM = Pattern.compile("^ {2}- '([^']+)': (.*)$");

  private static final String SUPPORTED = "Supported options:";

  private final Map<String, Statement> tables = new HashMap<>();
  private Optional<Suggestions> suggestions = Optional.empty();

  /** Lets messages name what was most likely meant. */
  void suggest(Suggestions meant) {
    suggestions = Optional.of(meant);
  }

  /**
   * @param identifier of the table, as Flink writes it in messages: catalog, database and name
   *     between dots
   */
  void addTable(String identifier, Statement statement) {
    tables.put(identifier, statement);
  }

  /**
   * What is wrong with a statement, given what was thrown when it was parsed, executed or planned.
   */
  List<ScriptProblem> problems(Statement statement, Throwable thrown) {
    if (thrown instanceof ScriptException known) {
      return known.problems();
    }
    Optional<Statement> table = table(thrown);
    String message = RootCause.message(thrown);
    if (table.isPresent()) {
      return tableProblems(table.get(), message);
    }
    if (message.lines().anyMatch(OPTION_PROBLEM.asMatchPredicate())) {
      return tableProblems(statement, message);
    }
    List<ScriptProblem> said = BatchCallErrors.said(statement, thrown);
    if (!said.isEmpty()) {
      return said;
    }
    Optional<ScriptProblem> keyword =
        suggestions.flatMap(suggestion -> suggestion.keyword(statement));
    if (keyword.isPresent()) {
      return List.of(keyword.get());
    }
    Optional<Position> position =
        RootCause.chain(thrown).stream()
            .map(Throwable::getMessage)
            .filter(text -> text != null)
            .map(text -> position(statement, text))
            .flatMap(Optional::stream)
            .findFirst();
    return List.of(
        statement.problem(
            position.orElse(statement.position()),
            completed(statement, ParserMessage.clean(withoutPositions(statement, message)))));
  }

  private String completed(Statement statement, String message) {
    return suggestions.map(suggestion -> suggestion.complete(statement, message)).orElse(message);
  }

  /** The table that could not be made into a source or sink, if that is what was thrown. */
  Optional<String> tableIdentifier(Throwable thrown) {
    return RootCause.chain(thrown).stream()
        .map(Throwable::getMessage)
        .filter(text -> text != null)
        .map(TABLE::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .findFirst();
  }

  private Optional<Statement> table(Throwable thrown) {
    return tableIdentifier(thrown).map(tables::get);
  }

  /** One problem an option where the message lists options, else one for the table. */
  List<ScriptProblem> tableProblems(Statement table, String message) {
    List<ScriptProblem> problems = new ArrayList<>();
    for (String line : message.split("\n")) {
      Matcher option = OPTION_PROBLEM.matcher(line);
      if (option.matches()) {
        problems.add(
            table.problem(
                keyPosition(table, option.group(1)),
                "'" + option.group(1) + "': " + option.group(2)));
      } else if (!problems.isEmpty() && !line.isBlank()) {
        ScriptProblem last = problems.remove(problems.size() - 1);
        problems.add(
            new ScriptProblem(last.file(), last.position(), continued(last.message(), line)));
      }
    }
    if (problems.isEmpty()) {
      problems.add(table.problem(mentionedKey(table, message), ParserMessage.oneLine(message)));
    }
    return problems;
  }

  /** A message goes on in its line, but for one that points into a query, which stands below it. */
  private static String continued(String message, String line) {
    return POINTED_LINE.matcher(line).lookingAt() || message.contains("\nLINE ")
        ? message + "\n" + line.stripTrailing()
        : message + " " + line.strip();
  }

  /** Where a table's DDL gives an option; where it begins if it does not, as with LIKE. */
  static Position keyPosition(Statement table, String key) {
    return keyToken(table, key).map(table::positionOf).orElse(table.position());
  }

  private static Optional<Token> keyToken(Statement table, String key) {
    for (int i = 0; i + 1 < table.tokens().size(); i++) {
      Token token = table.tokens().get(i);
      if (token.kind() == Token.Kind.STRING
          && table.isSymbol(i + 1, '=')
          && table.value(token).equals(key)) {
        return Optional.of(token);
      }
    }
    return Optional.empty();
  }

  /** The place of the first option of a table that a message names, by its key or by its value. */
  private static Position mentionedKey(Statement table, String message) {
    List<String> lines = message.lines().map(String::strip).toList();
    for (int i = 0; i + 1 < table.tokens().size(); i++) {
      Token token = table.tokens().get(i);
      if (token.kind() == Token.Kind.STRING && table.isSymbol(i + 1, '=')) {
        String key = table.value(token);
        boolean unsupported =
            lines.contains(key) && !lines.subList(0, lines.indexOf(key)).contains(SUPPORTED);
        if (unsupported
            || message.contains("option '" + key + "'")
            || message.contains("identifier " + quotedValue(table, i + 2))) {
          return table.positionOf(token);
        }
      }
    }
    return table.position();
  }

  private static String quotedValue(Statement table, int token) {
    return "'"
        + (token < table.tokens().size() ? table.value(table.tokens().get(token)) : "")
        + "'";
  }

  private static Optional<Position> position(Statement statement, String message) {
    Matcher matcher = POSITION.matcher(message);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(
        statement.positionOf(
            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
  }

  /** Drops the first position, which stands before the message then, and translates the others. */
  private static String withoutPositions(Statement statement, String message) {
    Matcher matcher = POSITION.matcher(message);
    StringBuilder text = new StringBuilder();
    boolean first = true;
    while (matcher.find()) {
      Position position =
          statement.positionOf(
              Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
      matcher.appendReplacement(
          text, first ? "" : "at line " + position.line() + ", column " + position.column() + " ");
      first = false;
    }
    return matcher.appendTail(text).toString();
  }
}
