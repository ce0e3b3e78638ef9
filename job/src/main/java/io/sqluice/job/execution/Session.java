package io.sqluice.job.execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.ExplainFormat;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.bridge.internal.AbstractStreamTableEnvironmentImpl;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableResultImpl;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.types.Row;

/**
 * A table environment whose statements are parsed, executed and planned one step at a time.
 *
 * <p>Flink's own {@code executeSql} runs each query as a job of its own; here all queries are
 * translated together, so that they share their sources. Not thread-safe.
 */
final class Session {

  private final StreamExecutionEnvironment environment;
  private final AbstractStreamTableEnvironmentImpl tables;
  private final FunctionsModule functions;
  private final boolean bounded;

  private Session(
      StreamExecutionEnvironment environment,
      boolean bounded,
      AbstractStreamTableEnvironmentImpl tables) {
    this.environment = environment;
    this.bounded = bounded;
    this.tables = tables;
    this.functions = FunctionsModule.loadInto(tables);
  }

  static Session open(StreamExecutionEnvironment environment, SessionSettings settings) {
    EnvironmentSettings.Builder builder =
        EnvironmentSettings.newInstance().withConfiguration(settings.configuration());
    if (settings.isStreaming()) {
      builder.inStreamingMode();
    } else {
      builder.inBatchMode();
    }
    AbstractStreamTableEnvironmentImpl tables =
        (AbstractStreamTableEnvironmentImpl)
            StreamTableEnvironment.create(environment, builder.build());
    SessionCatalog.install(tables.getCatalogManager(), tables.getConfig());
    return new Session(environment, settings.isBatch() && settings.isStreaming(), tables);
  }

  /**
   * The names of a process table function's arguments; empty if there is no such function of ours.
   */
  List<String> argumentNames(String function) {
    return functions.argumentNames(function, catalog().getDataTypeFactory());
  }

  /** The one operation of a statement. */
  Operation parse(String statement) {
    return tables.getParser().parse(statement).get(0);
  }

  TableResultInternal execute(Operation operation) {
    functions.makeWayFor(operation);
    return tables.executeInternal(operation);
  }

  void set(String key, String value) {
    tables.getConfig().set(key, value);
  }

  /** Sets a key, or all if none is given, back to what the run began with. */
  void reset(Optional<String> key) {
    Configuration changed = tables.getConfig().getConfiguration();
    if (key.isPresent()) {
      changed.removeKey(key.get());
    } else {
      changed.keySet().forEach(changed::removeKey);
    }
  }

  /** All settings of the session that differ from Flink's defaults; empty if there are none. */
  Optional<TableResultInternal> listSettings() {
    List<Row> rows =
        tables.getConfig().getConfiguration().toMap().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> Row.of(entry.getKey(), entry.getValue()))
            .toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        TableResultImpl.builder()
            .resultKind(ResultKind.SUCCESS_WITH_CONTENT)
            .schema(
                ResolvedSchema.of(
                    Column.physical("key", DataTypes.STRING()),
                    Column.physical("value", DataTypes.STRING())))
            .data(rows)
            .build());
  }

  /** A list of names as the answer of a statement. */
  TableResultInternal list(List<String> names, String column) {
    return TableResultImpl.builder()
        .resultKind(ResultKind.SUCCESS_WITH_CONTENT)
        .schema(ResolvedSchema.of(Column.physical(column, DataTypes.STRING())))
        .data(names.stream().map(Row::of).toList())
        .build();
  }

  AbstractStreamTableEnvironmentImpl tables() {
    return tables;
  }

  CatalogManager catalog() {
    return tables.getCatalogManager();
  }

  StreamExecutionEnvironment environment() {
    return environment;
  }

  /** Flink's plan of operations that run as one job; nothing is executed. */
  String explain(List<? extends Operation> operations, ExplainDetail... details) {
    return tables.getPlanner().explain(List.copyOf(operations), ExplainFormat.TEXT, details);
  }

  /** Plans operations and throws if that fails, or if the job would not end and has to. */
  void validate(List<ModifyOperation> operations) {
    if (bounded) {
      translate(operations);
    } else {
      explain(operations);
    }
  }

  private List<Transformation<?>> translate(List<ModifyOperation> operations) {
    List<Transformation<?>> transformations = tables.getPlanner().translate(operations);
    if (bounded) {
      BoundedSources.require(transformations);
    }
    return transformations;
  }

  /** Plans operations as one job. */
  StreamGraph plan(List<ModifyOperation> operations) {
    List<Transformation<?>> transformations = translate(operations);
    SourceNames.give(transformations);
    return (StreamGraph)
        AbstractStreamTableEnvironmentImpl.lookupExecutor(
                Thread.currentThread().getContextClassLoader(), environment)
            .createPipeline(transformations, tables.getConfig().getConfiguration(), null);
  }
}
