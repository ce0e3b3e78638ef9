package io.sqluice.job.dialect.secret;

import io.sqluice.http.secret.SecretText;
import io.sqluice.job.script.Position;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;

/**
 * The name of a secret in a statement, in quotes for names or without. Hyphens need none, as they
 * need none where an option refers to the secret.
 *
 * @param end index of the token behind it
 */
record SecretName(String text, int end, Position position) {

  /**
   * The name that starts at a token.
   *
   * @param form of the statement, for messages
   * @throws ScriptException if there is none, or no secret can have it
   */
  static SecretName at(Statement statement, int first, String form) {
    Token.Kind kind =
        first < statement.tokens().size() ? statement.tokens().get(first).kind() : null;
    if (kind != Token.Kind.WORD && kind != Token.Kind.QUOTED_NAME) {
      throw new ScriptException(
          statement.problemAt(
              first,
              "the name of the secret is missing: write "
                  + form
                  + ", without quotes or in backquotes"));
    }
    Token token = statement.tokens().get(first);
    int end = first + 1;
    String text = statement.value(token);
    if (kind == Token.Kind.WORD) {
      while (end < statement.tokens().size() && touches(statement, end)) {
        end++;
      }
      text = statement.text(token.start(), statement.tokens().get(end - 1).end());
    }
    if (!SecretText.isName(text)) {
      throw new ScriptException(
          statement.problemAt(
              first, "'" + text + "' cannot name a secret; expected " + SecretText.NAME_RULE));
    }
    return new SecretName(text, end, statement.positionOf(token));
  }

  /** Whether a token goes on with a name: a hyphen or a word, without white space before it. */
  private static boolean touches(Statement statement, int token) {
    return statement.tokens().get(token).start() == statement.tokens().get(token - 1).end()
        && (statement.isSymbol(token, '-')
            || statement.tokens().get(token).kind() == Token.Kind.WORD);
  }
}
