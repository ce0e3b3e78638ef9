package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a CREATE statement, {@code WITH (key = value, ...)}: keys with or without quotes,
 * values of text, numbers, truth values and {@code SECRET name}, and a comma behind the last one.
 */
final class OptionList {

  /** An option and where it is written. */
  record Option(String key, String value, int first, int end) {}

  private final Statement statement;
  private final int open;
  private final int close;
  private final List<Option> options;
  private final Edits edits;

  private OptionList(Statement statement, int open, int close, OptionListReader reader) {
    this.statement = statement;
    this.open = open;
    this.close = close;
    this.options = reader.options();
    this.edits = reader.edits();
  }

  /**
   * The options of a statement; empty if it has none.
   *
   * @throws ScriptException with all that is wrong with them
   */
  static Optional<OptionList> of(Statement statement) {
    int with = with(statement);
    if (with < 0) {
      return Optional.empty();
    }
    int close = statement.closing(with + 1);
    if (close == statement.tokens().size()) {
      throw new ScriptException(
          statement.problemAt(
              with + 1, "the bracket behind WITH is not closed: add ) behind the last option"));
    }
    OptionListReader reader = new OptionListReader(statement, with + 1, close);
    reader.read();
    return Optional.of(new OptionList(statement, with + 1, close, reader));
  }

  /** The index of the WITH before the options; -1 if there is none. */
  private static int with(Statement statement) {
    return statement
        .outer(0, statement.tokens().size())
        .filter(i -> statement.isWord(i, "WITH") && statement.isSymbol(i + 1, '('))
        .reduce((first, last) -> last)
        .orElse(-1);
  }

  /** In order; of a key that is given twice, the last value. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    options.forEach(option -> values.put(option.key(), option.value()));
    return values;
  }

  /** The token of the option's key; the bracket if there is no such option. */
  int keyToken(String key) {
    return options.stream()
        .filter(option -> option.key().equals(key))
        .map(Option::first)
        .findFirst()
        .orElse(open);
  }

  /** The offset of WITH. */
  int start() {
    return statement.tokens().get(open - 1).start();
  }

  /** The offset behind the closing bracket. */
  int end() {
    return statement.tokens().get(close).end();
  }

  /** What makes the list one that Flink takes. */
  Edits edits() {
    return edits;
  }

  /**
   * What makes of these options others. Those that stay as they are keep their place; new ones come
   * last.
   */
  Edits edits(Map<String, String> wanted) {
    Edits changes = new Edits();
    Map<String, String> missing = new LinkedHashMap<>(wanted);
    List<Option> kept = new ArrayList<>();
    for (Option option : options) {
      String value = wanted.get(option.key());
      if (value != null && missing.remove(option.key()) != null) {
        kept.add(option);
        if (!value.equals(option.value())) {
          changes.replace(start(option), endOffset(option), text(option.key(), value));
        }
      } else {
        changes.delete(
            start(option),
            statement.isSymbol(option.end(), ',')
                ? statement.tokens().get(option.end()).end()
                : endOffset(option));
      }
    }
    boolean first = kept.isEmpty();
    StringBuilder added = new StringBuilder();
    for (Map.Entry<String, String> option : missing.entrySet()) {
      added.append(first ? "" : ", ").append(text(option.getKey(), option.getValue()));
      first = false;
    }
    Option last = options.isEmpty() ? null : options.get(options.size() - 1);
    boolean danglingComma = !kept.isEmpty() && last != null && !kept.contains(last);
    if (danglingComma) {
      Option lastKept = kept.get(kept.size() - 1);
      int comma = lastKept.end();
      changes.replace(
          statement.tokens().get(comma).start(),
          statement.tokens().get(comma).end(),
          added.toString());
    } else if (!added.isEmpty()) {
      changes.insert(last == null ? endOfOpen() : endOffset(last), added.toString());
    }
    return changes;
  }

  private int endOfOpen() {
    return statement.tokens().get(open).end();
  }

  private int start(Option option) {
    return statement.tokens().get(option.first()).start();
  }

  private int endOffset(Option option) {
    return statement.tokens().get(option.end() - 1).end();
  }

  static String text(String key, String value) {
    return Sql.literal(key) + " = " + Sql.literal(value);
  }
}
