package io.sqluice.lookup.function;

import io.sqluice.lookup.function.LookupPlan.Field;
import io.sqluice.lookup.function.LookupPlan.Filter;
import io.sqluice.lookup.function.LookupPlan.Parameter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.RowData.FieldGetter;

/** Reads the keys of a row: those that go into the request, and those that answers must have. */
final class Keys {

  private final List<Parameter> parameters;
  private final FieldGetter[] parameterGetters;
  private final List<FilterReader> filters = new ArrayList<>();

  /** The positions in result rows of what is known of requests. */
  private final BitSet metadata = new BitSet();

  private record FilterReader(Filter filter, FieldGetter ofKey, FieldGetter ofRow) {}

  Keys(LookupPlan plan) {
    this.parameters = plan.parameters();
    this.parameterGetters =
        parameters.stream()
            .map(parameter -> RowData.createFieldGetter(parameter.type(), parameter.key()))
            .toArray(FieldGetter[]::new);
    for (int field = 0; field < plan.fields().size(); field++) {
      metadata.set(field, plan.fields().get(field) instanceof Field.OfMetadata);
    }
    for (Filter filter : plan.filters()) {
      filters.add(
          new FilterReader(
              filter,
              RowData.createFieldGetter(filter.type(), filter.key()),
              RowData.createFieldGetter(filter.type(), filter.field())));
    }
  }

  /** Whether a key is NULL, which nothing is equal to. */
  static boolean haveNull(RowData keys) {
    for (int key = 0; key < keys.getArity(); key++) {
      if (keys.isNullAt(key)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The keys that go into the request, in the order of the plan; what requests are told apart by.
   */
  GenericRowData parameters(RowData keys) {
    GenericRowData values = new GenericRowData(parameterGetters.length);
    for (int i = 0; i < parameterGetters.length; i++) {
      values.setField(i, KeyValues.detached(parameterGetters[i].getFieldOrNull(keys)));
    }
    return values;
  }

  /**
   * The variables of the request.
   *
   * @param values as {@link #parameters} gives them
   */
  Map<String, Object> variables(GenericRowData values) {
    Map<String, Object> variables = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      variables.put(
          parameters.get(i).name(),
          KeyValues.external(values.getField(i), parameters.get(i).type()));
    }
    return variables;
  }

  /** The keys, all of which are not parameters, that a result row has. */
  GenericRowData ofResult(RowData row) {
    GenericRowData values = new GenericRowData(filters.size());
    for (FilterReader reader : filters) {
      values.setField(reader.filter.key(), reader.ofRow.getFieldOrNull(row));
    }
    return values;
  }

  /** The rows that have the keys which did not go into the request. */
  List<RowData> matching(List<RowData> rows, RowData keys) {
    if (filters.isEmpty() || rows.isEmpty()) {
      return rows;
    }
    List<RowData> matching = new ArrayList<>(rows.size());
    for (RowData row : rows) {
      if (matches(row, keys)) {
        matching.add(row);
      }
    }
    return matching;
  }

  private boolean matches(RowData row, RowData keys) {
    for (FilterReader reader : filters) {
      Object found = reader.ofRow.getFieldOrNull(row);
      if (found == null || !KeyValues.areEqual(found, reader.ofKey.getFieldOrNull(keys))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Puts the keys which did not go into the request into a row that stands for a failure, but not
   * in the place of what is known of the failure.
   *
   * @return whether the row has the keys
   */
  boolean addFilters(GenericRowData row, RowData keys) {
    for (FilterReader reader : filters) {
      if (metadata.get(reader.filter.field())) {
        Object found = row.getField(reader.filter.field());
        if (found == null || !KeyValues.areEqual(found, reader.ofKey.getFieldOrNull(keys))) {
          return false;
        }
        continue;
      }
      row.setField(reader.filter.field(), KeyValues.detached(reader.ofKey.getFieldOrNull(keys)));
    }
    return true;
  }
}
