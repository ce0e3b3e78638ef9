package io.sqluice.job.dialect;

import io.sqluice.job.script.Edits;
import io.sqluice.job.script.Statement;
import java.util.Optional;

/** Queries that are written short: {@code FROM t}, and views without AS. */
final class ViewForms {

  private ViewForms() {}

  /** Adds AS and SELECT where they are left out. */
  static Statement translate(Statement statement) {
    if (statement.startsWith("FROM")) {
      return statement.edited(new Edits().insert(statement.start(), "SELECT * "));
    }
    Optional<CreateStatement> create = CreateStatement.of(statement);
    if (create.isEmpty() || !create.get().kind().equals("VIEW") || create.get().name().isEmpty()) {
      return statement;
    }
    int behind = create.get().name().end();
    if (statement.isWord(behind, "AS")) {
      return statement.isWord(behind + 1, "FROM")
          ? inserted(statement, behind + 1, "SELECT * ")
          : statement;
    }
    if (statement.isWord(behind, "FROM")) {
      return inserted(statement, behind, "AS SELECT * ");
    }
    boolean query = statement.isWord(behind, "SELECT") || statement.isWord(behind, "WITH");
    return query ? inserted(statement, behind, "AS ") : statement;
  }

  private static Statement inserted(Statement statement, int token, String text) {
    return statement.edited(new Edits().insert(statement.tokens().get(token).start(), text));
  }
}
