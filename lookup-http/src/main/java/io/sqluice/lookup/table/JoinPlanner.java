package io.sqluice.lookup.table;

import io.sqluice.lookup.function.KeyValues;
import io.sqluice.lookup.function.LookupMetadata;
import io.sqluice.lookup.function.LookupPlan;
import io.sqluice.lookup.function.LookupPlan.Field;
import io.sqluice.lookup.function.LookupPlan.Filter;
import io.sqluice.lookup.function.LookupPlan.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Says for one join which of its keys go into the request, which ones rows of the answer are
 * checked for, and where each field of a result comes from.
 */
final class JoinPlanner {

  private final LookupTable table;
  private final RowType columns;
  private final List<LookupMetadata> metadata;

  /**
   * @param columns the physical columns that the join reads, in the order of its rows
   * @param metadata the metadata columns that follow them
   */
  JoinPlanner(LookupTable table, RowType columns, List<LookupMetadata> metadata) {
    this.table = table;
    this.columns = columns;
    this.metadata = metadata;
  }

  /**
   * The plan of the join.
   *
   * @param keys the positions in a row of the columns that the join has values for
   * @throws ValidationException if a parameter of the request has none
   */
  LookupPlan plan(int[] keys) {
    List<Parameter> parameters = new ArrayList<>();
    List<Filter> filters = new ArrayList<>();
    for (int key = 0; key < keys.length; key++) {
      int field = keys[key];
      LogicalType type = type(field).copy(false);
      if (isParameter(field)) {
        String column = columns.getFieldNames().get(field);
        parameters.add(new Parameter(LookupTable.variable(column), key, type));
      } else {
        filters.add(new Filter(field, key, type.copy(true)));
      }
    }
    rejectUnbound(parameters);
    return inOrder(parameters, filters);
  }

  private LogicalType type(int field) {
    int physical = columns.getFieldCount();
    return field < physical
        ? columns.getTypeAt(field)
        : metadata.get(field - physical).dataType().getLogicalType();
  }

  private boolean isParameter(int field) {
    if (field >= columns.getFieldCount() || table.config().reload() != null) {
      return false;
    }
    String column = columns.getFieldNames().get(field);
    return table.declaresParameters()
        ? LookupTable.isParameter(column)
        : table.config().api().request().uses(column);
  }

  private void rejectUnbound(List<Parameter> parameters) {
    List<String> problems = new ArrayList<>();
    for (RowType.RowField column : table.columns().getFields()) {
      String variable = LookupTable.variable(column.getName());
      boolean needed =
          table.declaresParameters()
              ? LookupTable.isParameter(column.getName())
              : table.config().api().request().uses(variable);
      Optional<Parameter> bound =
          parameters.stream().filter(parameter -> parameter.name().equals(variable)).findFirst();
      if (needed && bound.isEmpty()) {
        problems.add(
            "the join has no value for column '%s', which the request needs; add 'AND o.%s = ...' to its ON, with the table's alias for o; only equalities that AND joins count."
                .formatted(column.getName(), quoted(column.getName())));
      } else if (needed && !KeyValues.isSupported(column.getType())) {
        problems.add(
            "column '%s' is %s, which a request cannot hold; expected a text, a number, a boolean, bytes, a date or a time."
                .formatted(column.getName(), column.getType().asSummaryString()));
      }
    }
    if (table.config().batch() != null && parameters.size() != 1 && problems.isEmpty()) {
      problems.add(
          "'lookup.batch.size' needs one key that goes into the request, but this join has %d."
              .formatted(parameters.size()));
    }
    if (!problems.isEmpty()) {
      throw new ValidationException(
          "Table %s cannot be joined like this:\n  - %s"
              .formatted(table.config().api().tableName(), String.join("\n  - ", problems)));
    }
  }

  private static String quoted(String column) {
    return "`" + column + "`";
  }

  private LookupPlan inOrder(List<Parameter> parameters, List<Filter> filters) {
    List<Field> fields = new ArrayList<>();
    List<RowType.RowField> ofAnswer = new ArrayList<>();
    for (RowType.RowField column : columns.getFields()) {
      int parameter = position(parameters, column.getName());
      if (parameter >= 0) {
        fields.add(new Field.OfParameter(parameter));
      } else {
        fields.add(new Field.OfAnswer(ofAnswer.size()));
        ofAnswer.add(column);
      }
    }
    metadata.forEach(column -> fields.add(new Field.OfMetadata(column)));
    return new LookupPlan(new RowType(false, ofAnswer), fields, parameters, filters);
  }

  private int position(List<Parameter> parameters, String column) {
    if (table.declaresParameters() && !LookupTable.isParameter(column)) {
      return -1;
    }
    String variable = LookupTable.variable(column);
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(variable)) {
        return i;
      }
    }
    return -1;
  }
}
