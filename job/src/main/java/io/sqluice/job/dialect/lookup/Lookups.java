package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.Tables;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows which tables are lookup tables. */
final class Lookups {

  static final Set<String> CONNECTORS = Set.of("lookup-http", "sqluice-lookup");
  private static final Set<String> BEFORE_TABLES = Set.of("FROM", "JOIN", "INTO", "TABLE");

  private final Tables tables;

  Lookups(Tables tables) {
    this.tables = tables;
  }

  Optional<LookupTable> find(List<String> path) {
    return path.isEmpty()
        ? Optional.empty()
        : tables
            .find(path)
            .filter(table -> CONNECTORS.contains(table.options().getOrDefault("connector", "")))
            .map(table -> new LookupTable(path.get(path.size() - 1), table.columns()));
  }

  /** Whether a statement may have to do with one, going by its words. */
  boolean mayBeIn(Statement statement) {
    List<Token> tokens = statement.tokens();
    boolean reads = false;
    for (int i = 0; i < tokens.size() && !reads; i++) {
      reads = statement.isWord(i, "FROM") || statement.isWord(i, "INTO");
    }
    if (!reads) {
      return false;
    }
    Set<String> names = Set.copyOf(tables.names());
    Set<String> tried = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (isName(tokens.get(i))) {
        String name = statement.value(tokens.get(i));
        if (names.contains(name) && tried.add(name) && find(List.of(name)).isPresent()) {
          return true;
        }
        if (isQualifiedLookup(statement, i)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isQualifiedLookup(Statement statement, int index) {
    List<Token> tokens = statement.tokens();
    if (!statement.isSymbol(index + 1, '.')
        || !(statement.isSymbol(index - 1, ',')
            || BEFORE_TABLES.stream().anyMatch(word -> statement.isWord(index - 1, word)))) {
      return false;
    }
    List<String> path = new ArrayList<>();
    for (int i = index; i < tokens.size() && isName(tokens.get(i)); i += 2) {
      path.add(statement.value(tokens.get(i)));
      if (!statement.isSymbol(i + 1, '.')) {
        break;
      }
    }
    return path.size() > 1 && path.size() <= 3 && find(path).isPresent();
  }

  static boolean isName(Token token) {
    return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_NAME;
  }
}
