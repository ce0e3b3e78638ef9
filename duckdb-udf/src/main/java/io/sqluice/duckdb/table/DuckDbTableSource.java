package io.sqluice.duckdb.table;

import io.sqluice.duckdb.lookup.DuckDbLookupFunction;
import io.sqluice.duckdb.lookup.KeyValues;
import io.sqluice.duckdb.lookup.LookupPlan;
import io.sqluice.duckdb.source.DuckDbSource;
import io.sqluice.duckdb.source.ScanPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.PartialCachingLookupProvider;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** A 'duckdb' table that is read or looked up, as the planner sees it. */
final class DuckDbTableSource
    implements ScanTableSource,
        LookupTableSource,
        SupportsProjectionPushDown,
        SupportsFilterPushDown,
        SupportsLimitPushDown {

  private final DuckDbTable table;
  private ScanPlan plan;

  DuckDbTableSource(DuckDbTable table) {
    this(
        table,
        new ScanPlan(table.name(), table.file(), table.relation(), table.columns(), null, null));
  }

  private DuckDbTableSource(DuckDbTable table, ScanPlan plan) {
    this.table = table;
    this.plan = plan;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return SourceProvider.of(new DuckDbSource(plan), 1);
  }

  @Override
  public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
    RowType columns = plan.columns();
    List<String> keys =
        Arrays.stream(context.getKeys()).map(path -> columns.getFieldNames().get(path[0])).toList();
    for (String key : keys) {
      if (!KeyValues.isSupported(columns.getTypeAt(columns.getFieldIndex(key)))) {
        throw new ValidationException(
            "Table %s cannot be looked up by column '%s', which is %s; expected a text, a number, a boolean, bytes, a date or a time."
                .formatted(
                    table.name(),
                    key,
                    columns.getTypeAt(columns.getFieldIndex(key)).asSummaryString()));
      }
    }
    DuckDbLookupFunction function =
        new DuckDbLookupFunction(
            new LookupPlan(
                table.name(), table.file(), table.relation(), columns, keys, plan.filter()));
    return table.cache() == null
        ? LookupFunctionProvider.of(function)
        : PartialCachingLookupProvider.of(function, table.cache());
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    plan = plan.withColumns((RowType) Projection.of(projectedFields).project(table.columns()));
  }

  /** None where the columns in DuckDB are not known: their types may be others. */
  @Override
  public Result applyFilters(List<ResolvedExpression> filters) {
    if (table.found() == null) {
      return Result.of(List.of(), filters);
    }
    FilterSql sql = new FilterSql(table.columns(), table.found());
    List<ResolvedExpression> accepted = new ArrayList<>();
    List<ResolvedExpression> remaining = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (ResolvedExpression filter : filters) {
      Optional<String> condition = sql.of(filter);
      condition.ifPresent(conditions::add);
      (condition.isPresent() ? accepted : remaining).add(filter);
    }
    if (!conditions.isEmpty()) {
      plan = plan.withFilter(String.join(" AND ", conditions));
    }
    return Result.of(accepted, remaining);
  }

  @Override
  public void applyLimit(long limit) {
    plan = plan.withLimit(limit);
  }

  @Override
  public DynamicTableSource copy() {
    return new DuckDbTableSource(table, plan);
  }

  @Override
  public String asSummaryString() {
    return "duckdb";
  }
}
