package io.sqluice.job.dialect.secret;

import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;

/** {@code SHOW SECRETS}. */
public record ShowSecrets() implements SecretCommand {

  static ShowSecrets parse(Statement statement) {
    if (statement.tokens().size() > 2) {
      throw new ScriptException(
          statement.problemAt(2, "nothing may follow SHOW SECRETS: is a ; missing before this?"));
    }
    return new ShowSecrets();
  }
}
