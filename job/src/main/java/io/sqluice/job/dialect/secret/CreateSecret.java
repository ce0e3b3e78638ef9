package io.sqluice.job.dialect.secret;

import io.sqluice.job.script.Position;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;

/**
 * {@code CREATE [OR REPLACE] SECRET [IF NOT EXISTS] name WITH (backend = '...') AS '...'}.
 *
 * @param value the secret itself, the name of a variable or a path; not empty
 * @param namePosition where the name stands in the user's file
 * @param backendPosition where the backend stands in the user's file
 * @param valuePosition where the value stands in the user's file
 */
public record CreateSecret(
    String name,
    SecretBackend backend,
    String value,
    boolean orReplace,
    boolean ifNotExists,
    Position namePosition,
    Position backendPosition,
    Position valuePosition)
    implements SecretCommand {

  private static final String HIDDEN = "***";

  /**
   * A statement's text as it may be shown and kept: as the user wrote it, but for the value of a
   * secret.
   */
  public static String textWithoutValue(Statement statement) {
    if (!CreateSecretParser.isCreateSecret(statement)) {
      return statement.originalText();
    }
    try {
      return new CreateSecretParser(statement).parse().shown();
    } catch (ScriptException unreadable) {
      return "CREATE SECRET " + HIDDEN;
    }
  }

  private String shown() {
    return "CREATE "
        + (orReplace ? "OR REPLACE " : "")
        + "SECRET "
        + (ifNotExists ? "IF NOT EXISTS " : "")
        + name
        + " WITH (backend = '"
        + backend
        + "') AS '"
        + (backend == SecretBackend.META ? HIDDEN : value.replace("'", "''"))
        + "'";
  }

  /** Without the value. */
  @Override
  public String toString() {
    return shown();
  }
}
