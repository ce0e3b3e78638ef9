package io.sqluice.job.execution;

import io.sqluice.http.secret.SecretText;
import io.sqluice.job.dialect.References;
import io.sqluice.job.dialect.kafka.KafkaOptions;
import io.sqluice.job.dialect.secret.DefinedSecrets;
import io.sqluice.job.dialect.secret.SecretUse;
import io.sqluice.job.script.Position;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import io.sqluice.job.script.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.UnresolvedIdentifier;

/**
 * Finds references to secrets that the dialect had no hand in: in tables that stand above the
 * definition of the secret, and in LIKE, ALTER TABLE and hints. A worker would not know where the
 * script says that the secret is, and Kafka would take the reference for plain text.
 */
final class UnreachableSecrets {

  private final CatalogManager catalog;
  private final DefinedSecrets defined;

  UnreachableSecrets(CatalogManager catalog, DefinedSecrets defined) {
    this.catalog = catalog;
    this.defined = defined;
  }

  /**
   * @param tables what the script creates
   * @param statements Flink SQL
   * @param jobs the statements that are to run
   */
  List<ScriptProblem> in(
      Map<ObjectIdentifier, Statement> tables,
      List<Statement> statements,
      List<JobStatement> jobs) {
    List<ScriptProblem> problems = new ArrayList<>();
    tables.forEach(
        (name, statement) ->
            options(name)
                .ifPresent(
                    options ->
                        unreachable(options, options.keySet())
                            .forEach(
                                (option, message) ->
                                    problems.add(
                                        table(name, statement, statements, option, message)))));
    statements.stream()
        .filter(HintWarnings::hasHint)
        .forEach(statement -> problems.addAll(ofHints(statement)));
    jobs.forEach(job -> problems.addAll(ofSinkHints(job)));
    return problems;
  }

  private List<ScriptProblem> ofHints(Statement statement) {
    List<ScriptProblem> problems = new ArrayList<>();
    for (References.Reference reference : References.of(statement)) {
      ObjectIdentifier name =
          catalog.qualifyIdentifier(
              UnresolvedIdentifier.of(reference.path().toArray(new String[0])));
      Position position = statement.positionOf(reference.offset());
      ofHint(name, reference.options())
          .forEach(message -> problems.add(statement.problem(position, message)));
    }
    return problems;
  }

  private List<ScriptProblem> ofSinkHints(JobStatement job) {
    return TableAccess.sinks(job).stream()
        .filter(write -> !write.getDynamicOptions().isEmpty())
        .flatMap(
            write ->
                ofHint(write.getContextResolvedTable().getIdentifier(), write.getDynamicOptions())
                    .stream())
        .map(job.statement()::problem)
        .toList();
  }

  private List<String> ofHint(ObjectIdentifier table, Map<String, String> hint) {
    Map<String, String> all = new HashMap<>(options(table).orElse(Map.of()));
    all.putAll(hint);
    return List.copyOf(unreachable(all, hint.keySet()).values());
  }

  private Optional<Map<String, String>> options(ObjectIdentifier name) {
    return catalog
        .getTable(name)
        .map(table -> (CatalogBaseTable) table.getResolvedTable())
        .filter(table -> table.getTableKind() == CatalogBaseTable.TableKind.TABLE)
        .map(CatalogBaseTable::getOptions);
  }

  /** What is wrong, by the option. */
  private Map<String, String> unreachable(Map<String, String> options, Set<String> among) {
    Map<String, String> problems = new HashMap<>();
    for (SecretUse use : SecretUse.in(options)) {
      if (use.place().isEmpty() && among.contains(use.option())) {
        defined
            .place(use.name())
            .ifPresent(
                place ->
                    problems.putIfAbsent(
                        use.option(),
                        "'%1$s' refers to the secret '%2$s', and the table does not know where that is: CREATE SECRET tells it to what the WITH lists below it refer to, but not with LIKE, ALTER TABLE and hints. Move it above the table, or add 'secrets.%2$s' = '%3$s:...' beside the option"
                            .formatted(use.option(), use.name(), place.kind().word())));
      }
    }
    if (KafkaOptions.isKafka(options)) {
      options.forEach(
          (option, value) -> {
            if (among.contains(option) && !new SecretText(value).references().isEmpty()) {
              problems.put(
                  option,
                  "'%s' refers to a secret, and Kafka would take the reference for plain text: write the option into the WITH list of a CREATE SINK, SOURCE or TABLE that has a connector, without LIKE, ALTER TABLE or a hint"
                      .formatted(option));
            }
          });
    }
    return problems;
  }

  private static ScriptProblem table(
      ObjectIdentifier name,
      Statement table,
      List<Statement> statements,
      String option,
      String message) {
    Statement last =
        statements.stream()
            .filter(statement -> alters(statement, name, option))
            .reduce(table, (before, after) -> after);
    return last.problem(StatementErrors.keyPosition(last, option), message);
  }

  private static boolean alters(Statement statement, ObjectIdentifier table, String option) {
    return statement.startsWith("ALTER", "TABLE")
        && has(statement, table.getObjectName())
        && has(statement, option);
  }

  private static boolean has(Statement statement, String value) {
    return statement.tokens().stream()
        .filter(token -> token.kind() != Token.Kind.SYMBOL)
        .anyMatch(token -> statement.value(token).equals(value));
  }
}
