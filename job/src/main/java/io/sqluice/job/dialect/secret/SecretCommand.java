package io.sqluice.job.dialect.secret;

import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import java.util.Optional;

/** A statement about secrets. */
public sealed interface SecretCommand permits CreateSecret, DropSecret, ShowSecrets {

  /**
   * What a statement says about secrets; empty for other statements.
   *
   * @throws ScriptException if it is about secrets, but cannot be read
   */
  static Optional<SecretCommand> of(Statement statement) {
    if (CreateSecretParser.isCreateSecret(statement)) {
      return Optional.of(new CreateSecretParser(statement).parse());
    }
    if (statement.startsWith("DROP", "SECRET")) {
      return Optional.of(DropSecret.parse(statement));
    }
    if (statement.startsWith("SHOW", "SECRETS")) {
      return Optional.of(ShowSecrets.parse(statement));
    }
    return Optional.empty();
  }
}
