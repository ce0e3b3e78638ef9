package io.sqluice.job.dialect;

import io.sqluice.job.script.Statement;
import java.util.List;

/** What a statement of a script comes to. */
public sealed interface Translation {

  /**
   * Statements of Flink SQL, to be executed in order.
   *
   * @param statements the very statement of the script where there was nothing to translate
   */
  record Flink(List<Statement> statements) implements Translation {

    public Flink {
      statements = List.copyOf(statements);
    }
  }

  /** A DROP, which is refused while something depends on what it drops. */
  record Drop(DropStatement drop) implements Translation {}

  /** A list of what the script has made. */
  record Show(ShowStatement show) implements Translation {}
}
