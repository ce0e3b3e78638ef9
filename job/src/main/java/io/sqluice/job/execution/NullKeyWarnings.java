package io.sqluice.job.execution;

import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.operations.SinkModifyOperation;

/**
 * Points at queries that may write a NULL into the key of a Kafka table: a key is not null, and
 * Flink ends the job with the first row where it is.
 */
final class NullKeyWarnings {

  private final boolean dropped;

  NullKeyWarnings(Session session) {
    this.dropped =
        session.tables().getConfig().get(ExecutionConfigOptions.TABLE_EXEC_SINK_NOT_NULL_ENFORCER)
            == ExecutionConfigOptions.NotNullEnforcer.DROP;
  }

  /**
   * @param statements all of the script, in one of which the NULLs may be left out
   */
  List<ScriptProblem> of(List<JobStatement> jobs, List<Statement> statements) {
    List<ScriptProblem> warnings = new ArrayList<>();
    if (dropped) {
      return warnings;
    }
    for (JobStatement job : jobs) {
      TableAccess.sinks(job)
          .forEach(
              write ->
                  nullable(write).stream()
                      .filter(
                          column -> statements.stream().noneMatch(one -> leavesOut(one, column)))
                      .forEach(
                          column -> warnings.add(job.statement().problem(warning(write, column)))));
    }
    return warnings;
  }

  private static String warning(SinkModifyOperation write, String column) {
    return "column '%1$s' of the key of table '%2$s' may be NULL, and a row where it is ends the run: leave such rows out with WHERE %1$s IS NOT NULL, give them a key with COALESCE(%1$s, ...), or SET 'table.exec.sink.not-null-enforcer' = 'DROP'"
        .formatted(column, write.getContextResolvedTable().getIdentifier().getObjectName());
  }

  /** The columns of a key that the query may have no value for. */
  private static List<String> nullable(SinkModifyOperation write) {
    Map<String, String> options = write.getContextResolvedTable().getResolvedTable().getOptions();
    ResolvedSchema table = write.getContextResolvedTable().getResolvedSchema();
    List<String> names =
        table.getColumns().stream().filter(Column::isPersisted).map(Column::getName).toList();
    List<Column> written = write.getChild().getResolvedSchema().getColumns();
    if (!"upsert-kafka".equals(options.get("connector")) || written.size() != names.size()) {
      return List.of();
    }
    return table.getPrimaryKey().map(UniqueConstraint::getColumns).orElse(List.of()).stream()
        .filter(
            name -> written.get(names.indexOf(name)).getDataType().getLogicalType().isNullable())
        .toList();
  }

  /** The planner knows it too, but does not tell. */
  private static boolean leavesOut(Statement statement, String column) {
    for (int i = 0; i + 3 < statement.tokens().size(); i++) {
      if (statement.value(statement.tokens().get(i)).equals(column)
          && statement.isWord(i + 1, "IS")
          && statement.isWord(i + 2, "NOT")
          && statement.isWord(i + 3, "NULL")) {
        return true;
      }
    }
    return false;
  }
}
