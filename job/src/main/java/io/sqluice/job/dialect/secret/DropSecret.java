package io.sqluice.job.dialect.secret;

import io.sqluice.job.script.Position;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;

/**
 * {@code DROP SECRET [IF EXISTS] name [CASCADE]}.
 *
 * @param cascade whether what refers to it goes with it
 * @param namePosition where the name stands in the user's file
 */
public record DropSecret(String name, boolean ifExists, boolean cascade, Position namePosition)
    implements SecretCommand {

  static DropSecret parse(Statement statement) {
    int at = 2;
    boolean ifExists = statement.isWord(at, "IF") && statement.isWord(at + 1, "EXISTS");
    if (ifExists) {
      at += 2;
    }
    SecretName name = SecretName.at(statement, at, "DROP SECRET name");
    at = name.end();
    boolean cascade = statement.isWord(at, "CASCADE");
    if (cascade || statement.isWord(at, "RESTRICT")) {
      at++;
    }
    if (at < statement.tokens().size()) {
      throw new ScriptException(
          statement.problemAt(
              at,
              "nothing but CASCADE or RESTRICT may follow the name of the secret: is a ; missing before this?"));
    }
    return new DropSecret(name.text(), ifExists, cascade, name.position());
  }
}
