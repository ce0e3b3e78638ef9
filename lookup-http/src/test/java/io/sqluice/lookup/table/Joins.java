package io.sqluice.lookup.table;

import io.sqluice.http.options.FlinkFormats;
import io.sqluice.lookup.function.LookupConfig;
import io.sqluice.lookup.function.LookupPlan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/** Joins as the planner makes them of tables, without a planner. */
public final class Joins {

  static final String TABLE = "`c`.`d`.`t`";

  private Joins() {}

  /** What functions are made of. */
  public record Join(LookupConfig config, LookupPlan plan) {}

  /**
   * The join of a table that reads all of its columns.
   *
   * @param options of the table, without its connector
   * @param keys the columns that the join has values for, in that order
   */
  public static Join of(RowType columns, Map<String, String> options, String... keys) {
    LookupTable table = table(columns, options);
    int[] positions = Arrays.stream(keys).mapToInt(columns::getFieldIndex).toArray();
    return new Join(table.config(), new JoinPlanner(table, columns, List.of()).plan(positions));
  }

  static LookupTable table(RowType columns, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.put("connector", "lookup-http");
    return new LookupOptionsReader(
            TABLE, columns, all, Joins.class.getClassLoader(), FlinkFormats.none())
        .read();
  }
}
