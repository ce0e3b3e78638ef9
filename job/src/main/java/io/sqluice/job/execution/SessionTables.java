package io.sqluice.job.execution;

import io.sqluice.job.dialect.Tables;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UnresolvedIdentifier;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.utils.DataTypeUtils;

/** What the dialect has to know, as a session knows it. */
final class SessionTables implements Tables {

  /** Read by the tables of ours too. */
  private static final String SECRETS_DIRECTORY = "sqluice.secrets.dir";

  private final Session session;
  private final StatementErrors errors;

  SessionTables(Session session, StatementErrors errors) {
    this.session = session;
    this.errors = errors;
  }

  @Override
  public Optional<Table> find(List<String> path) {
    CatalogManager catalog = session.catalog();
    ObjectIdentifier identifier =
        catalog.qualifyIdentifier(UnresolvedIdentifier.of(path.toArray(new String[0])));
    return catalog.getTable(identifier).map(SessionTables::table);
  }

  private static Table table(ContextResolvedTable table) {
    boolean view = table.getResolvedTable().getTableKind() == CatalogBaseTable.TableKind.VIEW;
    return new Table(
        view,
        view ? Map.of() : table.getResolvedTable().getOptions(),
        columns(table.getResolvedSchema()));
  }

  private static List<Column> columns(ResolvedSchema schema) {
    return schema.getColumns().stream()
        .map(column -> column(column.getName(), column.getDataType()))
        .toList();
  }

  private static Column column(String name, DataType type) {
    return new Column(name, DataTypeUtils.removeTimeAttribute(type).getLogicalType());
  }

  @Override
  public List<String> names() {
    return List.copyOf(new ArrayList<>(session.catalog().listTables()));
  }

  @Override
  public List<Column> columnsOf(Statement query) {
    return of(query, operation -> columns(operation.getResolvedSchema()));
  }

  @Override
  public Changes changesOf(Statement query) {
    return of(
        query,
        operation -> {
          UpsertKey key = UpsertKey.of(session, operation);
          return new Changes(key.changes(), key.columns().orElse(List.of()));
        });
  }

  @Override
  public Optional<String> secretsDirectory() {
    return Optional.ofNullable(
        session.tables().getConfig().getConfiguration().toMap().get(SECRETS_DIRECTORY));
  }

  @Override
  public boolean hasCheckpoints() {
    return session
        .tables()
        .getConfig()
        .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
        .isPresent();
  }

  private <T> T of(Statement query, Function<QueryOperation, T> what) {
    try {
      Operation operation = session.parse(query.text());
      if (!(operation instanceof QueryOperation queryOperation)) {
        throw new ScriptException(
            query.problem("found a statement that is no query where a query was expected"));
      }
      return what.apply(queryOperation);
    } catch (ScriptException e) {
      throw e;
    } catch (Exception e) {
      throw new ScriptException(errors.problems(query, e));
    }
  }
}
