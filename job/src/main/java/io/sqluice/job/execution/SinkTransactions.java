package io.sqluice.job.execution;

import io.sqluice.job.dialect.kafka.KafkaOptions;
import io.sqluice.job.script.Position;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.operations.SinkModifyOperation;

/**
 * Finds sinks whose Kafka transactions have one name: the connector refuses that when the job runs,
 * which then starts again for ever.
 */
final class SinkTransactions {

  private final Map<ObjectIdentifier, Statement> tables;

  /** The first sink of each name. */
  private final Map<String, Sink> sinks = new HashMap<>();

  private record Sink(ObjectIdentifier table, Statement statement) {}

  /**
   * @param tables what the script creates
   */
  SinkTransactions(Map<ObjectIdentifier, Statement> tables) {
    this.tables = tables;
  }

  /** Problems with all but the first sink of a name. */
  List<ScriptProblem> shared(List<JobStatement> jobs) {
    List<ScriptProblem> problems = new ArrayList<>();
    for (JobStatement job : jobs) {
      TableAccess.sinks(job)
          .forEach(write -> shared(job.statement(), write).ifPresent(problems::add));
    }
    return problems;
  }

  private Optional<ScriptProblem> shared(Statement statement, SinkModifyOperation write) {
    Map<String, String> options =
        new HashMap<>(write.getContextResolvedTable().getResolvedTable().getOptions());
    options.putAll(write.getDynamicOptions());
    Optional<String> prefix = KafkaOptions.transactionPrefix(options);
    if (prefix.isEmpty()) {
      return Optional.empty();
    }
    ObjectIdentifier table = write.getContextResolvedTable().getIdentifier();
    Sink first = sinks.putIfAbsent(prefix.get(), new Sink(table, statement));
    if (first == null) {
      return Optional.empty();
    }
    if (first.table().equals(table)) {
      return Optional.of(
          statement.problem(
              "table '%s' is written by the statement at %s too, and only one can write to it exactly once: write the rows of both with one INSERT and UNION ALL"
                  .formatted(table.getObjectName(), first.statement())));
    }
    Statement created = tables.getOrDefault(table, statement);
    Position position = StatementErrors.keyPosition(created, KafkaOptions.TRANSACTION_PREFIX);
    return Optional.of(
        created.problem(
            position,
            "'%s' = '%s' is that of table '%s' too, and two sinks cannot name their transactions alike: give each a prefix of its own"
                .formatted(
                    KafkaOptions.TRANSACTION_PREFIX, prefix.get(), first.table().getObjectName())));
  }
}
