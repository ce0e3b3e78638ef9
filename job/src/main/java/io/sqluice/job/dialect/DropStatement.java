package io.sqluice.job.dialect;

import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code DROP kind [IF EXISTS] name [CASCADE]} of something that queries read or write.
 *
 * @param kind SOURCE, SINK, TABLE, VIEW or MATERIALIZED VIEW
 * @param temporary whether it is a temporary one of Flink's
 * @param path the parts of its name
 * @param cascade whether what depends on it goes too
 */
public record DropStatement(
    String kind, boolean temporary, boolean ifExists, List<String> path, boolean cascade) {

  private static final Set<String> KINDS = Set.of("SOURCE", "SINK", "TABLE", "VIEW");

  public DropStatement {
    path = List.copyOf(path);
  }

  /**
   * Empty for other statements.
   *
   * @throws ScriptException if there is no name, or more behind it
   */
  static Optional<DropStatement> of(Statement statement) {
    if (!statement.startsWith("DROP")) {
      return Optional.empty();
    }
    int i = 1;
    boolean temporary = statement.isWord(i, "TEMPORARY") || statement.isWord(i, "TEMP");
    i += temporary ? 1 : 0;
    boolean materialized = statement.isWord(i, "MATERIALIZED");
    i += materialized ? 1 : 0;
    String kind = word(statement, i);
    if (!KINDS.contains(kind) || (materialized && !kind.equals("VIEW"))) {
      return Optional.empty();
    }
    i++;
    boolean cascade = statement.isWord(i, "CASCADE") && i + 1 < statement.tokens().size();
    i += cascade ? 1 : 0;
    boolean ifExists = statement.isWord(i, "IF") && statement.isWord(i + 1, "EXISTS");
    i += ifExists ? 2 : 0;
    ObjectName name = ObjectName.at(statement, i);
    if (name.isEmpty()) {
      throw new ScriptException(
          statement.problemAt(
              i, "the name is missing here: write DROP " + kind + " name, or name CASCADE"));
    }
    i = name.end();
    if (statement.isWord(i, "CASCADE")) {
      cascade = true;
      i++;
    }
    if (i < statement.tokens().size()) {
      throw new ScriptException(
          statement.problemAt(
              i, "nothing but CASCADE may stand behind the name: is a ; missing before this?"));
    }
    return Optional.of(
        new DropStatement(
            materialized ? "MATERIALIZED VIEW" : kind, temporary, ifExists, name.path(), cascade));
  }

  /** Whether Flink has no objects of this kind. */
  public boolean isOurs() {
    return kind.equals("SOURCE") || kind.equals("SINK") || kind.equals("MATERIALIZED VIEW");
  }

  /** Whether the statement of Flink is about a temporary object if and only if this one is. */
  public boolean hasTheKindOf(String flink) {
    return flink.startsWith("DROP TEMPORARY ") == temporary;
  }

  /** The statement that Flink takes for a table or view of this name. */
  public static String flink(String kind, boolean temporary, boolean ifExists, List<String> path) {
    return "DROP "
        + (temporary ? "TEMPORARY " : "")
        + kind
        + (ifExists ? " IF EXISTS " : " ")
        + String.join(".", path.stream().map(Sql::name).toList());
  }

  private static String word(Statement statement, int index) {
    if (index >= statement.tokens().size()) {
      return "";
    }
    Token token = statement.tokens().get(index);
    return token.kind() == Token.Kind.WORD ? statement.value(token).toUpperCase(Locale.ROOT) : "";
  }
}
