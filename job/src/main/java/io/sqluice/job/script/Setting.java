package io.sqluice.job.script;

import java.util.List;
import java.util.Optional;

/**
 * A {@code SET 'key' = 'value'} or {@code RESET 'key'} of a script, read without a planner.
 *
 * @param key empty for RESET of everything
 * @param value empty for RESET
 */
public record Setting(Optional<String> key, Optional<String> value) {

  /** The setting that a statement is; empty for other statements and for SET alone, which lists. */
  public static Optional<Setting> of(Statement statement) {
    if (statement.startsWith("RESET")) {
      String key = join(statement, 1, statement.tokens().size());
      return Optional.of(
          new Setting(key.isEmpty() ? Optional.empty() : Optional.of(key), Optional.empty()));
    }
    if (!statement.startsWith("SET")) {
      return Optional.empty();
    }
    for (int i = 2; i < statement.tokens().size(); i++) {
      if (statement.isSymbol(i, '=')) {
        return Optional.of(
            new Setting(
                Optional.of(join(statement, 1, i)),
                Optional.of(join(statement, i + 1, statement.tokens().size()))));
      }
    }
    return Optional.empty();
  }

  private static String join(Statement statement, int from, int to) {
    List<Token> tokens = statement.tokens().subList(from, to);
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(statement.value(token)));
    return text.toString();
  }
}
