package io.sqluice.job.execution;

import io.sqluice.job.script.ScriptProblem;
import io.sqluice.job.script.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Lets each table's connector validate its options, also where no query uses the table.
 *
 * <p>A connector that reads and writes may demand other options for each: a table passes if one of
 * them works.
 */
final class TableCheck {

  private final Session session;
  private final StatementErrors errors;

  TableCheck(Session session, StatementErrors errors) {
    this.session = session;
    this.errors = errors;
  }

  List<ScriptProblem> problems(Map<ObjectIdentifier, Statement> tables) {
    List<ScriptProblem> problems = new ArrayList<>();
    tables.forEach(
        (identifier, statement) ->
            session
                .catalog()
                .getTable(identifier)
                .ifPresent(table -> problems.addAll(problems(table, statement))));
    return problems;
  }

  private List<ScriptProblem> problems(ContextResolvedTable table, Statement statement) {
    if (!(table.getResolvedTable() instanceof ResolvedCatalogTable resolved)) {
      return List.of();
    }
    DynamicTableFactory factory;
    try {
      factory = factory(resolved);
    } catch (ValidationException e) {
      return errors.tableProblems(statement, RootCause.message(e));
    }
    ValidationException first = null;
    if (factory instanceof DynamicTableSourceFactory) {
      try {
        createSource(table, resolved);
        return List.of();
      } catch (ValidationException e) {
        first = e;
      }
    }
    if (factory instanceof DynamicTableSinkFactory) {
      try {
        createSink(table, resolved);
        return List.of();
      } catch (ValidationException e) {
        first = first == null ? e : first;
      }
    }
    return first == null ? List.of() : errors.tableProblems(statement, RootCause.message(first));
  }

  private static DynamicTableFactory factory(ResolvedCatalogTable table) {
    String connector = table.getOptions().get(FactoryUtil.CONNECTOR.key());
    if (connector == null) {
      throw new ValidationException(
          "the table has no option 'connector': add 'connector' = 'http' or another one");
    }
    return FactoryUtil.discoverFactory(
        Thread.currentThread().getContextClassLoader(), DynamicTableFactory.class, connector);
  }

  private void createSource(ContextResolvedTable table, ResolvedCatalogTable resolved) {
    FactoryUtil.createDynamicTableSource(
        null,
        table.getIdentifier(),
        resolved,
        Map.of(),
        session.tables().getConfig(),
        Thread.currentThread().getContextClassLoader(),
        table.isTemporary());
  }

  private void createSink(ContextResolvedTable table, ResolvedCatalogTable resolved) {
    FactoryUtil.createDynamicTableSink(
        null,
        table.getIdentifier(),
        resolved,
        Map.of(),
        session.tables().getConfig(),
        Thread.currentThread().getContextClassLoader(),
        table.isTemporary());
  }
}
