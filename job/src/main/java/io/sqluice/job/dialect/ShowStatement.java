package io.sqluice.job.dialect;

import io.sqluice.job.script.Statement;
import java.util.Optional;

/** Lists that Flink does not have. */
public enum ShowStatement {
  SOURCES("source name"),
  SINKS("sink name"),
  MATERIALIZED_VIEWS("materialized view name");

  private final String column;

  ShowStatement(String column) {
    this.column = column;
  }

  /** What the column of the list is called, in the way of Flink's lists. */
  public String column() {
    return column;
  }

  /** Empty for other statements. */
  static Optional<ShowStatement> of(Statement statement) {
    if (statement.startsWith("SHOW", "SOURCES") && statement.tokens().size() == 2) {
      return Optional.of(SOURCES);
    }
    if (statement.startsWith("SHOW", "SINKS") && statement.tokens().size() == 2) {
      return Optional.of(SINKS);
    }
    return statement.startsWith("SHOW", "MATERIALIZED", "VIEWS") && statement.tokens().size() == 3
        ? Optional.of(MATERIALIZED_VIEWS)
        : Optional.empty();
  }
}
