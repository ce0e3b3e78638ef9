package io.sqluice.duckdb.table;

import io.sqluice.duckdb.file.FoundColumns;
import io.sqluice.duckdb.type.DuckDbTypes;
import io.sqluice.duckdb.type.Sql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * Conditions of Flink's in DuckDB's SQL, as far as both evaluate them to the same for every row:
 * columns whose DuckDB type is just that of their Flink type, held against constants. The rest is
 * left to Flink.
 */
final class FilterSql {

  private static final Map<FunctionDefinition, String> COMPARISONS =
      Map.of(
          BuiltInFunctionDefinitions.EQUALS, "=",
          BuiltInFunctionDefinitions.NOT_EQUALS, "<>",
          BuiltInFunctionDefinitions.LESS_THAN, "<",
          BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL, "<=",
          BuiltInFunctionDefinitions.GREATER_THAN, ">",
          BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL, ">=");

  private static final Map<String, String> MIRRORED =
      Map.of("=", "=", "<>", "<>", "<", ">", "<=", ">=", ">", "<", ">=", "<=");

  private static final Map<FunctionDefinition, String> TESTS =
      Map.of(
          BuiltInFunctionDefinitions.IS_TRUE, "IS TRUE",
          BuiltInFunctionDefinitions.IS_FALSE, "IS FALSE",
          BuiltInFunctionDefinitions.IS_NOT_TRUE, "IS NOT TRUE",
          BuiltInFunctionDefinitions.IS_NOT_FALSE, "IS NOT FALSE");

  private final RowType columns;
  private final FoundColumns found;

  /**
   * @param columns the table's
   * @param found those in DuckDB
   */
  FilterSql(RowType columns, FoundColumns found) {
    this.columns = columns;
    this.found = found;
  }

  /** The condition in SQL, in brackets where it needs them; empty if it is left to Flink. */
  Optional<String> of(ResolvedExpression condition) {
    if (condition instanceof FieldReferenceExpression field && is(field, LogicalTypeRoot.BOOLEAN)) {
      return Optional.of(Sql.identifier(field.getName()));
    }
    return condition instanceof CallExpression call ? ofCall(call) : Optional.empty();
  }

  private Optional<String> ofCall(CallExpression call) {
    FunctionDefinition function = call.getFunctionDefinition();
    List<ResolvedExpression> operands = call.getResolvedChildren();
    if (function == BuiltInFunctionDefinitions.AND) {
      return joined(operands, " AND ");
    }
    if (function == BuiltInFunctionDefinitions.OR) {
      return joined(operands, " OR ");
    }
    if (function == BuiltInFunctionDefinitions.NOT) {
      return of(operands.get(0)).map(sql -> "(NOT " + sql + ")");
    }
    if (TESTS.containsKey(function)) {
      return of(operands.get(0)).map(sql -> "(" + sql + " " + TESTS.get(function) + ")");
    }
    if (function == BuiltInFunctionDefinitions.IS_NULL) {
      return nullTest(operands.get(0), "IS NULL");
    }
    if (function == BuiltInFunctionDefinitions.IS_NOT_NULL) {
      return nullTest(operands.get(0), "IS NOT NULL");
    }
    if (function == BuiltInFunctionDefinitions.LIKE) {
      return like(operands);
    }
    return COMPARISONS.containsKey(function)
        ? comparison(operands.get(0), COMPARISONS.get(function), operands.get(1))
        : Optional.empty();
  }

  private Optional<String> joined(List<ResolvedExpression> operands, String operator) {
    List<Optional<String>> parts = operands.stream().map(this::of).toList();
    return parts.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            parts.stream().map(Optional::get).collect(Collectors.joining(operator, "(", ")")))
        : Optional.empty();
  }

  private Optional<String> nullTest(ResolvedExpression operand, String test) {
    return operand instanceof FieldReferenceExpression field
        ? Optional.of("(" + Sql.identifier(field.getName()) + " " + test + ")")
        : Optional.empty();
  }

  private Optional<String> comparison(
      ResolvedExpression left, String operator, ResolvedExpression right) {
    if (left instanceof ValueLiteralExpression && right instanceof FieldReferenceExpression) {
      return comparison(right, MIRRORED.get(operator), left);
    }
    if (!(left instanceof FieldReferenceExpression field)
        || !(right instanceof ValueLiteralExpression literal)
        || !isExact(field)) {
      return Optional.empty();
    }
    LogicalType type = type(field);
    String column = Sql.comparable(Sql.identifier(field.getName()), type);
    return new LiteralSql(type)
        .of(literal)
        .map(
            value -> {
              String sql = column + " " + operator + " " + value;
              // In DuckDB NaN is greater than all other numbers, in Flink it is not.
              return isFloating(type) && operator.startsWith(">")
                  ? "(" + sql + " AND NOT isnan(" + column + "))"
                  : "(" + sql + ")";
            });
  }

  /** A backslash is an escape in one of both only. */
  private Optional<String> like(List<ResolvedExpression> operands) {
    if (operands.size() != 2
        || !(operands.get(0) instanceof FieldReferenceExpression field)
        || !(operands.get(1) instanceof ValueLiteralExpression pattern)
        || !is(field, LogicalTypeRoot.VARCHAR)) {
      return Optional.empty();
    }
    return pattern
        .getValueAs(String.class)
        .filter(text -> text.indexOf('\\') < 0 && text.indexOf('\0') < 0)
        .map(
            text ->
                "(%s LIKE %s)"
                    .formatted(
                        Sql.comparable(Sql.identifier(field.getName()), type(field)),
                        Sql.literal(text)));
  }

  private LogicalType type(FieldReferenceExpression field) {
    return columns.getTypeAt(columns.getFieldIndex(field.getName()));
  }

  private boolean is(FieldReferenceExpression field, LogicalTypeRoot root) {
    return type(field).is(root) && isExact(field);
  }

  private boolean isExact(FieldReferenceExpression field) {
    return DuckDbTypes.sqlType(type(field)).equals(found.type(field.getName()));
  }

  private static boolean isFloating(LogicalType type) {
    return type.is(LogicalTypeRoot.FLOAT) || type.is(LogicalTypeRoot.DOUBLE);
  }
}
