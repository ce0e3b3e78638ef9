package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the options between two brackets. */
final class OptionListReader {

  private final Statement statement;
  private final int open;
  private final int close;
  private final List<OptionList.Option> options = new ArrayList<>();
  private final Edits edits = new Edits();
  private final List<ScriptProblem> problems = new ArrayList<>();

  /**
   * @param open index of the opening bracket
   * @param close index of the closing one
   */
  OptionListReader(Statement statement, int open, int close) {
    this.statement = statement;
    this.open = open;
    this.close = close;
  }

  /** In order. */
  List<OptionList.Option> options() {
    return options;
  }

  /** What makes the list one that Flink takes. */
  Edits edits() {
    return edits;
  }

  /**
   * Reads all.
   *
   * @throws ScriptException with all that is wrong with them
   */
  void read() {
    int item = open + 1;
    while (item < close) {
      int end = item;
      int depth = 0;
      while (end < close && (depth > 0 || !statement.isSymbol(end, ','))) {
        if (statement.isSymbol(end, '(')) {
          depth++;
        } else if (statement.isSymbol(end, ')')) {
          depth--;
        }
        end++;
      }
      if (end == item) {
        problems.add(
            statement.problemAt(end, "an option is missing before this comma: take the comma out"));
      } else {
        option(item, end);
      }
      if (end < close && end + 1 == close) {
        Token comma = statement.tokens().get(end);
        edits.delete(comma.start(), comma.end());
      }
      item = end + 1;
    }
    if (!problems.isEmpty()) {
      throw new ScriptException(problems);
    }
  }

  private void option(int first, int end) {
    int equals = first;
    while (equals < end && !statement.isSymbol(equals, '=')) {
      equals++;
    }
    if (equals == first) {
      problems.add(statement.problemAt(first, "there is no key before the =: write key = 'value'"));
      return;
    }
    Optional<String> key = key(first, equals);
    if (key.isEmpty()) {
      return;
    }
    if (equals + 1 >= end) {
      problems.add(
          statement.problemAt(
              first,
              "option '"
                  + key.get()
                  + "' has no value: write "
                  + key.get()
                  + " = 'value' and a comma between options"));
      return;
    }
    value(key.get(), equals + 1, end)
        .ifPresent(value -> options.add(new OptionList.Option(key.get(), value, first, end)));
  }

  private Optional<String> key(int first, int end) {
    Token token = statement.tokens().get(first);
    if (end == first + 1 && token.kind() == Token.Kind.STRING) {
      return Optional.of(statement.value(token));
    }
    Optional<String> literal = literal(first, end);
    if (literal.isPresent()) {
      return literal;
    }
    boolean name =
        end == first + 1 && token.kind() == Token.Kind.QUOTED_NAME
            || token.kind() == Token.Kind.WORD && touching(first, end);
    if (!name) {
      problems.add(
          statement.problemAt(
              first,
              "found "
                  + text(first, end)
                  + " where the key of an option was expected: a key is a name as in url, or text in"
                  + " quotes as in 'headers.Accept', and a comma stands between options"));
      return Optional.empty();
    }
    String key = end == first + 1 ? statement.value(token) : text(first, end);
    edits.replace(token.start(), statement.tokens().get(end - 1).end(), Sql.literal(key));
    return Optional.of(key);
  }

  private Optional<String> value(String key, int first, int end) {
    Token token = statement.tokens().get(first);
    if (token.kind() == Token.Kind.STRING && end == first + 1) {
      return Optional.of(statement.value(token));
    }
    Optional<String> text = literal(first, end);
    if (text.isPresent()) {
      return text;
    }
    if (token.kind() == Token.Kind.STRING) {
      problems.add(
          statement.problemAt(
              first + 1,
              "found "
                  + text(first + 1, end)
                  + " behind the value of option '"
                  + key
                  + "': put a comma between options"));
      return Optional.empty();
    }
    Optional<String> bare = bareValue(first, end);
    if (bare.isEmpty()) {
      problems.add(
          statement.problemAt(
              first,
              "found "
                  + text(first, end)
                  + " as the value of option '"
                  + key
                  + "': write text in quotes, as in "
                  + key
                  + " = "
                  + Sql.literal(text(first, end))));
    } else {
      edits.replace(token.start(), statement.tokens().get(end - 1).end(), Sql.literal(bare.get()));
    }
    return bare;
  }

  /** Text as Flink reads it that is more than one token, such as {@code E'\\n'}. */
  private Optional<String> literal(int first, int end) {
    for (int i = first; i < end; i++) {
      if (statement.tokens().get(i).kind() == Token.Kind.STRING) {
        return FlinkParser.text(text(first, end));
      }
    }
    return Optional.empty();
  }

  /** A number, a truth value or a reference to a secret. */
  private Optional<String> bareValue(int first, int end) {
    if (statement.isWord(first, "SECRET")) {
      return end > first + 1 && touching(first + 1, end)
          ? Optional.of("SECRET " + text(first + 1, end).replace("`", ""))
          : Optional.empty();
    }
    String text = text(first, end);
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("true") || lower.equals("false")) {
      return Optional.of(lower);
    }
    boolean number =
        touching(first, end)
            && !text.isEmpty()
            && (Character.isDigit(text.charAt(0))
                || (text.length() > 1
                    && text.charAt(0) == '-'
                    && Character.isDigit(text.charAt(1))));
    return number ? Optional.of(text) : Optional.empty();
  }

  private String text(int first, int end) {
    return statement.text(
        statement.tokens().get(first).start(), statement.tokens().get(end - 1).end());
  }

  /** Whether there is no white space between tokens, and nothing that would be other syntax. */
  private boolean touching(int first, int end) {
    for (int i = first; i < end; i++) {
      Token token = statement.tokens().get(i);
      boolean joins =
          token.kind() == Token.Kind.WORD
              || (token.kind() == Token.Kind.QUOTED_NAME && end == first + 1)
              || statement.isSymbol(i, '.')
              || statement.isSymbol(i, '-');
      if (!joins || (i > first && token.start() != statement.tokens().get(i - 1).end())) {
        return false;
      }
    }
    return true;
  }
}
