package io.sqluice.job.execution;

import io.sqluice.job.script.BatchCalls;
import io.sqluice.job.script.FunctionCall;
import io.sqluice.job.script.FunctionCall.Argument;
import io.sqluice.job.script.Position;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Spelling;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is wrong with the arguments of DUCKDB calls, each at its place: what Flink keeps quiet about
 * (it drops an argument that the function does not have, and one that is given again), and what the
 * function says when a statement is planned.
 */
final class BatchCallErrors {

  private static final String QUERY = "query";

  /** How the function begins: with the argument that is wrong. */
  private static final Pattern ABOUT_ARGUMENT =
      Pattern.compile("DUCKDB: (?:DuckDB cannot run )?'([a-z_]+)': .*", Pattern.DOTALL);

  private static final Pattern SEVERAL =
      Pattern.compile("DUCKDB has \\d+ problems:\n- (.*)", Pattern.DOTALL);

  private static final Pattern NEXT = Pattern.compile("\n- ");
  private static final Pattern SAID = Pattern.compile("DUCKDB(?::| has) ");

  private BatchCallErrors() {}

  /**
   * What the tokens of a statement show.
   *
   * @param names of the function's arguments
   */
  static List<ScriptProblem> problems(Statement statement, List<String> names) {
    List<ScriptProblem> problems = new ArrayList<>();
    for (FunctionCall call : calls(statement)) {
      List<String> given = new ArrayList<>();
      for (Argument argument : call.arguments()) {
        if (argument.name() != null) {
          String name = statement.value(argument.name());
          problem(statement, argument, name, given, names)
              .map(text -> statement.problem(statement.positionOf(argument.name()), text))
              .ifPresent(problems::add);
          given.add(name);
        }
      }
    }
    return problems;
  }

  private static Optional<String> problem(
      Statement statement, Argument argument, String name, List<String> given, List<String> names) {
    if (!names.contains(name)) {
      return Optional.of(
          "DUCKDB has no argument '"
              + name
              + "'"
              + Spelling.nearest(name, names)
                  .map(nearest -> "; did you mean '" + nearest + "'? It has ")
                  .orElse("; it has ")
              + String.join(", ", names));
    }
    if (given.contains(name)) {
      return Optional.of(
          "DUCKDB is given '" + name + "' twice, of which Flink would take one: leave one out");
    }
    if (name.equals(QUERY) && !isLiteral(statement, argument.value())) {
      return Optional.of(
          "DUCKDB: 'query': found "
              + text(statement, argument.value())
              + "; expected one string in quotes, since DuckDB plans it together with the statement");
    }
    return Optional.empty();
  }

  /** Strings in parts are one too, and one may have a mark of its character set before it. */
  private static boolean isLiteral(Statement statement, List<Token> value) {
    List<String> symbols =
        value.stream()
            .filter(token -> token.kind() == Token.Kind.SYMBOL)
            .map(statement::value)
            .toList();
    return value.stream().anyMatch(token -> token.kind() == Token.Kind.STRING)
        && !symbols.contains("(")
        && !symbols.contains("|");
  }

  private static String text(Statement statement, List<Token> value) {
    int start = statement.tokens().get(0).start();
    return statement
        .text()
        .substring(value.get(0).start() - start, value.get(value.size() - 1).end() - start);
  }

  /**
   * What the function said when a statement was planned, each problem at the argument that it is
   * about if the statement has one call; empty if it said nothing.
   */
  static List<ScriptProblem> said(Statement statement, Throwable thrown) {
    Optional<String> message =
        RootCause.chain(thrown).stream()
            .map(Throwable::getMessage)
            .filter(text -> text != null && SAID.matcher(text).lookingAt())
            .findFirst();
    List<FunctionCall> calls = calls(statement);
    return message.stream()
        .flatMap(BatchCallErrors::each)
        .map(
            problem ->
                statement.problem(
                    calls.size() == 1
                        ? position(statement, calls.get(0), problem)
                        : statement.position(),
                    ParserMessage.oneLine(problem)))
        .toList();
  }

  private static Stream<String> each(String message) {
    Matcher several = SEVERAL.matcher(message);
    return several.matches()
        ? NEXT.splitAsStream(several.group(1)).map(problem -> "DUCKDB: " + problem)
        : Stream.of(message);
  }

  private static Position position(Statement statement, FunctionCall call, String problem) {
    Matcher about = ABOUT_ARGUMENT.matcher(problem);
    Token token =
        about.matches()
            ? call.arguments().stream()
                .map(Argument::name)
                .filter(name -> name != null && statement.value(name).equals(about.group(1)))
                .findFirst()
                .orElse(call.name())
            : call.name();
    return statement.positionOf(token);
  }

  private static List<FunctionCall> calls(Statement statement) {
    return FunctionCall.of(statement, BatchCalls.FUNCTION);
  }
}
