package io.sqluice.lookup.function;

import io.sqluice.lookup.function.LookupPlan.Field;
import io.sqluice.lookup.function.LookupPlan.Field.OfAnswer;
import io.sqluice.lookup.function.LookupPlan.Field.OfMetadata;
import io.sqluice.lookup.function.LookupPlan.Field.OfParameter;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.RowData.FieldGetter;

/** Makes the rows that a lookup gives to Flink. */
final class ResultRows {

  private final Field[] fields;
  private final FieldGetter[] answerGetters;
  private final boolean readsHeaders;

  ResultRows(LookupPlan plan) {
    this.fields = plan.fields().toArray(Field[]::new);
    this.answerGetters = new FieldGetter[plan.answerColumns().getFieldCount()];
    for (int i = 0; i < answerGetters.length; i++) {
      answerGetters[i] = RowData.createFieldGetter(plan.answerColumns().getTypeAt(i), i);
    }
    this.readsHeaders = plan.fields().contains(new OfMetadata(LookupMetadata.HEADERS));
  }

  /** Whether a query reads the header fields. */
  boolean readHeaders() {
    return readsHeaders;
  }

  /**
   * A row.
   *
   * @param answer the columns of the answer; null makes them NULL
   * @param parameters the values that were asked for
   */
  GenericRowData row(@Nullable RowData answer, GenericRowData parameters, Origin origin) {
    GenericRowData row = new GenericRowData(fields.length);
    for (int i = 0; i < fields.length; i++) {
      row.setField(i, value(fields[i], answer, parameters, origin));
    }
    return row;
  }

  @Nullable
  private Object value(
      Field field, @Nullable RowData answer, GenericRowData parameters, Origin origin) {
    if (field instanceof OfAnswer from) {
      return answer == null ? null : answerGetters[from.column()].getFieldOrNull(answer);
    }
    return field instanceof OfParameter from
        ? parameters.getField(from.parameter())
        : ((OfMetadata) field).metadata().read(origin);
  }
}
