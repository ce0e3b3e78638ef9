package io.sqluice.job.dialect;

import io.sqluice.job.script.Spelling;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The names that a statement may have meant by one that there is not. */
public final class NearestNames {

  private static final Set<String> BEFORE_TABLES = Set.of("FROM", "JOIN", "INTO", "TABLE");

  private static final List<String> TYPES =
      List.of(
          "STRING",
          "VARCHAR",
          "CHAR",
          "BOOLEAN",
          "BYTES",
          "BINARY",
          "VARBINARY",
          "DECIMAL",
          "NUMERIC",
          "TINYINT",
          "SMALLINT",
          "INT",
          "INTEGER",
          "BIGINT",
          "FLOAT",
          "DOUBLE",
          "DATE",
          "TIME",
          "TIMESTAMP",
          "TIMESTAMP_LTZ",
          "TIMESTAMP_S",
          "TIMESTAMP_MS",
          "TIMESTAMP_US",
          "TIMESTAMP_NS",
          "DATETIME",
          "TEXT",
          "JSON",
          "ARRAY",
          "MAP",
          "MULTISET",
          "ROW");

  private final Tables tables;

  public NearestNames(Tables tables) {
    this.tables = tables;
  }

  private record Input(Optional<String> alias, String name, List<String> columns) {

    boolean isCalled(String word) {
      return alias.orElse(name).equals(word);
    }
  }

  /** A table or view. */
  public Optional<String> table(String name) {
    return Spelling.nearest(name, tables.names());
  }

  /** What an input of a query is called there. */
  public Optional<String> input(Statement statement, String name) {
    return Spelling.nearest(
        name, inputs(statement).stream().map(input -> input.alias().orElse(input.name())).toList());
  }

  /**
   * A column of the tables that a statement reads.
   *
   * @param input what the table is called there; empty for any
   */
  public Optional<String> column(Statement statement, String name, Optional<String> input) {
    return Spelling.nearest(
        name,
        inputs(statement).stream()
            .filter(found -> input.isEmpty() || found.isCalled(input.get()))
            .flatMap(found -> found.columns().stream())
            .distinct()
            .toList());
  }

  /** A type of a column. */
  public Optional<String> type(String name) {
    return Spelling.nearest(name, TYPES);
  }

  private List<Input> inputs(Statement statement) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 1; i < statement.tokens().size(); i++) {
      ObjectName name = ObjectName.at(statement, i);
      if (name.isEmpty() || name.path().size() > 3 || !isTablePlace(statement, i - 1)) {
        continue;
      }
      Optional<Tables.Table> table = tables.find(name.path());
      if (table.isPresent()) {
        inputs.add(
            new Input(
                alias(statement, name.end()),
                name.last(),
                table.get().columns().stream().map(Tables.Column::name).toList()));
      }
    }
    return inputs;
  }

  private static boolean isTablePlace(Statement statement, int before) {
    return statement.isSymbol(before, ',')
        || BEFORE_TABLES.stream().anyMatch(word -> statement.isWord(before, word));
  }

  private static Optional<String> alias(Statement statement, int behind) {
    int i = statement.isWord(behind, "AS") ? behind + 1 : behind;
    if (i >= statement.tokens().size()) {
      return Optional.empty();
    }
    Token token = statement.tokens().get(i);
    boolean isName =
        token.kind() == Token.Kind.QUOTED_NAME
            || (token.kind() == Token.Kind.WORD
                && !ReservedNames.STRUCTURAL.contains(
                    statement.value(token).toUpperCase(Locale.ROOT)));
    return isName ? Optional.of(statement.value(token)) : Optional.empty();
  }
}
