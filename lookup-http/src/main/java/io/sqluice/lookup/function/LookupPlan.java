package io.sqluice.lookup.function;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * What one join makes of a lookup table. Keys are the values that a row asks for, in the order in
 * which Flink gives them.
 *
 * @param answerColumns the columns that are made of answers
 * @param fields where each field of a result row comes from
 * @param parameters the keys that go into the request
 * @param filters the keys that do not, so that rows of an answer are checked for them
 */
public record LookupPlan(
    RowType answerColumns, List<Field> fields, List<Parameter> parameters, List<Filter> filters)
    implements Serializable {

  public LookupPlan {
    fields = List.copyOf(fields);
    parameters = List.copyOf(parameters);
    filters = List.copyOf(filters);
  }

  /** Where a field of a result row comes from. */
  public sealed interface Field extends Serializable {

    /** From the answer: the column at this position of {@link LookupPlan#answerColumns}. */
    record OfAnswer(int column) implements Field {}

    /** From the row that asked: the parameter at this position of {@link LookupPlan#parameters}. */
    record OfParameter(int parameter) implements Field {}

    /** From what is known of the request. */
    record OfMetadata(LookupMetadata metadata) implements Field {}
  }

  /**
   * A key that goes into the request.
   *
   * @param name the placeholder's
   * @param key its position among the keys
   * @param type never nullable: a row with NULL asks for nothing
   */
  public record Parameter(String name, int key, LogicalType type) implements Serializable {}

  /**
   * A key that a row of the answer must have.
   *
   * @param field the position in a result row
   * @param key the position among the keys
   */
  public record Filter(int field, int key, LogicalType type) implements Serializable {}
}
