package io.sqluice.job.execution;

import io.sqluice.http.secret.MissingSecretException;
import io.sqluice.http.secret.SessionSecrets;
import io.sqluice.http.secret.WorkerSecrets;
import io.sqluice.job.dialect.secret.CreateSecret;
import io.sqluice.job.dialect.secret.DefinedSecrets;
import io.sqluice.job.dialect.secret.DropSecret;
import io.sqluice.job.dialect.secret.SecretCommand;
import io.sqluice.job.dialect.secret.SecretUse;
import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.internal.TableResultImpl;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.types.Row;

/** The secrets of a script: executes its statements about them, and knows which tables use them. */
final class ScriptSecrets {

  private final Session session;
  private final DefinedSecrets defined;
  private final boolean workersAreHere;

  /**
   * @param values takes the values; empty if nothing will run
   * @param workersAreHere whether tables are read in this process
   */
  ScriptSecrets(Session session, Optional<SessionSecrets> values, boolean workersAreHere) {
    this.session = session;
    this.defined = new DefinedSecrets(values, workersAreHere);
    this.workersAreHere = workersAreHere;
  }

  /** What the statements so far have defined. */
  DefinedSecrets defined() {
    return defined;
  }

  /**
   * Executes a statement.
   *
   * @param tables what the script has created so far
   * @return its answer, if it has one
   * @throws io.sqluice.job.script.ScriptException if it cannot be executed
   */
  Optional<TableResultInternal> execute(
      Statement statement, SecretCommand command, Map<ObjectIdentifier, Statement> tables) {
    if (command instanceof CreateSecret create) {
      defined.define(statement, create, users(create.name(), tables));
    } else if (command instanceof DropSecret drop) {
      defined.drop(statement, drop, users(drop.name(), tables));
    } else {
      return Optional.of(list());
    }
    return Optional.empty();
  }

  private TableResultInternal list() {
    return TableResultImpl.builder()
        .resultKind(ResultKind.SUCCESS_WITH_CONTENT)
        .schema(
            ResolvedSchema.of(
                Column.physical("secret name", DataTypes.STRING()),
                Column.physical("backend", DataTypes.STRING())))
        .data(defined.rows().stream().map(row -> Row.of(row.name(), row.backend())).toList())
        .build();
  }

  private List<String> users(String secret, Map<ObjectIdentifier, Statement> tables) {
    List<String> users = new ArrayList<>();
    forEachUse(
        tables,
        (table, use) -> {
          if (use.name().equals(secret) && !users.contains(table.getObjectName())) {
            users.add(table.getObjectName());
          }
        });
    return users;
  }

  /**
   * The references that lead nowhere on this machine; none if the workers are elsewhere.
   *
   * @param tables what the script creates
   */
  List<ScriptProblem> missing(Map<ObjectIdentifier, Statement> tables) {
    List<ScriptProblem> missing = new ArrayList<>();
    if (workersAreHere) {
      WorkerSecrets known = WorkerSecrets.ofProcess(directory());
      forEachUse(
          tables, (table, use) -> missing(tables.get(table), use, known).ifPresent(missing::add));
    }
    return missing;
  }

  private Optional<ScriptProblem> missing(Statement table, SecretUse use, WorkerSecrets known) {
    if (use.place().isEmpty() && defined.contains(use.name())) {
      return Optional.empty();
    }
    try {
      known.resolve(use.name(), use.place());
      return Optional.empty();
    } catch (MissingSecretException e) {
      String hint =
          use.place().isPresent()
              ? ""
              : defined
                  .nearest(use.name())
                  .map(name -> " Or did you mean '" + name + "', which the script defines?")
                  .orElse(" Or define it in the script with CREATE SECRET.");
      return Optional.of(
          table.problem(
              StatementErrors.keyPosition(table, use.option()),
              "'" + use.option() + "': " + e.getMessage() + hint));
    }
  }

  private Path directory() {
    String directory =
        session.tables().getConfig().getConfiguration().toMap().get(WorkerSecrets.DIRECTORY_OPTION);
    return directory == null ? null : Path.of(directory);
  }

  /**
   * What has to be there where Flink runs the script without this program, as comments; empty if
   * nothing has to.
   *
   * @param tables what the script creates
   */
  String requirements(Map<ObjectIdentifier, Statement> tables) {
    TreeSet<String> lines = new TreeSet<>();
    forEachUse(tables, (table, use) -> lines.add("-- " + use.requirement()));
    return lines.isEmpty()
        ? ""
        : "-- The processes that read and write the tables need:\n"
            + String.join("\n", lines)
            + "\n\n";
  }

  private void forEachUse(
      Map<ObjectIdentifier, Statement> tables, BiConsumer<ObjectIdentifier, SecretUse> action) {
    tables
        .keySet()
        .forEach(
            name ->
                session
                    .catalog()
                    .getTable(name)
                    .map(table -> (CatalogBaseTable) table.getResolvedTable())
                    .filter(table -> table.getTableKind() != CatalogBaseTable.TableKind.VIEW)
                    .ifPresent(
                        table ->
                            SecretUse.in(table.getOptions())
                                .forEach(use -> action.accept(name, use))));
  }
}
