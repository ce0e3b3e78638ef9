package io.sqluice.job.dialect;

import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The beginning of a CREATE statement.
 *
 * @param kind what is created, in upper case, such as TABLE or SOURCE
 * @param kindToken index of that word
 * @param temporary index of TEMP or TEMPORARY; -1 if there is none
 * @param ifNotExists whether it is created only where there is none
 * @param name what is created is called; empty if the name is missing
 */
public record CreateStatement(
    String kind, int kindToken, int temporary, boolean ifNotExists, ObjectName name) {

  private static final Set<String> BEFORE_KIND =
      Set.of("OR", "REPLACE", "ALTER", "TEMP", "TEMPORARY", "SYSTEM");

  /** Empty for statements that are no CREATE. */
  public static Optional<CreateStatement> of(Statement statement) {
    if (!statement.startsWith("CREATE")) {
      return Optional.empty();
    }
    int temporary = -1;
    int i = 1;
    while (i < statement.tokens().size() && BEFORE_KIND.contains(word(statement, i))) {
      if (word(statement, i).startsWith("TEMP")) {
        temporary = i;
      }
      i++;
    }
    if (i >= statement.tokens().size()) {
      return Optional.empty();
    }
    String kind = word(statement, i);
    int behind = i + 1;
    if (kind.equals("MATERIALIZED")) {
      kind = kind + " " + (behind < statement.tokens().size() ? word(statement, behind) : "");
      behind++;
    }
    boolean ifNotExists =
        statement.isWord(behind, "IF")
            && statement.isWord(behind + 1, "NOT")
            && statement.isWord(behind + 2, "EXISTS");
    return Optional.of(
        new CreateStatement(
            kind,
            i,
            temporary,
            ifNotExists,
            ObjectName.at(statement, ifNotExists ? behind + 3 : behind)));
  }

  boolean isTable() {
    return kind.equals("TABLE") || kind.equals("SOURCE");
  }

  private static String word(Statement statement, int token) {
    Token found = statement.tokens().get(token);
    return found.kind() == Token.Kind.WORD ? statement.value(found).toUpperCase(Locale.ROOT) : "";
  }
}
