package io.sqluice.job.execution;

import static org.apache.flink.table.api.Expressions.$;

import io.sqluice.job.script.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.ExternalCatalogTable;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.expressions.Expression;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.StagedSinkModifyOperation;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.types.utils.DataTypeUtils;

/** Makes a SELECT into an INSERT to the sink that its rows are read from. */
final class SelectStatement {

  private SelectStatement() {}

  static JobStatement of(Session session, Statement statement, QueryOperation query, int number) {
    QueryOperation materialized = withoutSecondRowtime(session, query);
    ResolvedSchema schema = materialized.getResolvedSchema();
    List<DataType> types =
        schema.getColumnDataTypes().stream().map(DataTypeUtils::removeTimeAttribute).toList();
    ResolvedSchema physical = ResolvedSchema.physical(schema.getColumnNames(), types);
    SelectSink sink =
        new SelectSink(
            number,
            (RowType) physical.toPhysicalRowDataType().getLogicalType(),
            session.tables().getConfig());
    ContextResolvedTable table =
        ContextResolvedTable.anonymous(
            "select_" + number,
            new ResolvedCatalogTable(
                new ExternalCatalogTable(Schema.newBuilder().fromResolvedSchema(physical).build()),
                physical));
    return new JobStatement(
        statement,
        List.of(
            new StagedSinkModifyOperation(
                table, materialized, Map.of(), null, false, Map.of(), sink)),
        Optional.of(sink));
  }

  /**
   * A sink takes one event time at most, which a printed row has no need of: the others become
   * plain timestamps.
   */
  private static QueryOperation withoutSecondRowtime(Session session, QueryOperation query) {
    ResolvedSchema schema = query.getResolvedSchema();
    long rowtimes =
        schema.getColumnDataTypes().stream()
            .filter(type -> LogicalTypeChecks.isRowtimeAttribute(type.getLogicalType()))
            .count();
    if (rowtimes < 2) {
      return query;
    }
    Table table = session.tables().createTable(query);
    Expression[] columns =
        schema.getColumns().stream()
            .map(
                column ->
                    LogicalTypeChecks.isRowtimeAttribute(column.getDataType().getLogicalType())
                        ? $(column.getName())
                            .cast(DataTypeUtils.removeTimeAttribute(column.getDataType()))
                            .as(column.getName())
                        : $(column.getName()))
            .toArray(Expression[]::new);
    return table.select(columns).getQueryOperation();
  }
}
