package io.sqluice.job.dialect.secret;

import io.sqluice.job.script.Position;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Spelling;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.Optional;

/**
 * Reads CREATE SECRET. Its messages quote nothing that could be the value, wherever in the
 * statement it was put.
 */
final class CreateSecretParser {

  private static final String FORM = "CREATE SECRET name WITH (backend = 'meta') AS 'value'";

  private static final String BACKENDS =
      "'meta' for a value in the statement, 'env' for a variable, or 'file' for a path";

  private final Statement statement;
  private int at;
  private Position backendPosition;
  private Position valuePosition;

  CreateSecretParser(Statement statement) {
    this.statement = statement;
  }

  static boolean isCreateSecret(Statement statement) {
    return statement.startsWith("CREATE", "SECRET")
        || statement.startsWith("CREATE", "OR", "REPLACE", "SECRET");
  }

  CreateSecret parse() {
    boolean orReplace = statement.isWord(1, "OR");
    at = orReplace ? 4 : 2;
    boolean ifNotExists = takes("IF", "NOT", "EXISTS");
    if (orReplace && ifNotExists) {
      throw problem(at - 3, "OR REPLACE and IF NOT EXISTS exclude each other: leave out one");
    }
    SecretName name = SecretName.at(statement, at, FORM);
    at = name.end();
    SecretBackend backend = backend();
    if (!takes("AS")) {
      throw problem(at, "expected AS and the value in quotes: write " + FORM);
    }
    String value = value();
    return new CreateSecret(
        name.text(),
        backend,
        value,
        orReplace,
        ifNotExists,
        name.position(),
        backendPosition,
        valuePosition);
  }

  private SecretBackend backend() {
    if (!takes("WITH") || !statement.isSymbol(at, '(')) {
      throw problem(
          at,
          "expected WITH (backend = ...), where the backend is " + BACKENDS + ": write " + FORM);
    }
    at++;
    boolean isBackend =
        at < statement.tokens().size()
            && statement.value(statement.tokens().get(at)).equalsIgnoreCase("backend");
    if (!isBackend || !statement.isSymbol(at + 1, '=')) {
      throw problem(
          at, "a secret has the option backend alone, which is " + BACKENDS + ": write " + FORM);
    }
    at += 2;
    if (at >= statement.tokens().size()) {
      throw problem(at, "the backend is missing: it is " + BACKENDS);
    }
    backendPosition = statement.positionOf(statement.tokens().get(at));
    String name = statement.value(statement.tokens().get(at));
    Optional<SecretBackend> backend = SecretBackend.of(name);
    if (backend.isEmpty()) {
      throw problem(
          at,
          "there is no such backend"
              + Spelling.nearest(name, SecretBackend.names())
                  .map(nearest -> "; did you mean '" + nearest + "'?")
                  .orElse(": it is " + BACKENDS));
    }
    at++;
    if (statement.isSymbol(at, ',')) {
      at++;
    }
    if (!statement.isSymbol(at, ')')) {
      throw problem(at, "a secret has the option backend alone: close the bracket behind it");
    }
    at++;
    return backend.get();
  }

  private String value() {
    if (at >= statement.tokens().size() || statement.tokens().get(at).kind() != Token.Kind.STRING) {
      throw problem(at, "expected the value behind AS, in quotes: write " + FORM);
    }
    valuePosition = statement.positionOf(statement.tokens().get(at));
    String value = statement.value(statement.tokens().get(at));
    if (value.isEmpty()) {
      throw problem(at, "the value is empty, which counts as none: write it behind AS, in quotes");
    }
    if (at + 1 < statement.tokens().size()) {
      throw problem(at + 1, "nothing may follow the value: is a ; missing before this?");
    }
    return value;
  }

  private boolean takes(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!statement.isWord(at + i, words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  private ScriptException problem(int token, String message) {
    return new ScriptException(statement.problemAt(token, message));
  }
}
