package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.Tables;
import io.sqluice.job.dialect.lookup.Inputs.Input;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlJoin;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;

/** Makes bindings of the values that were found for the columns of a lookup table. */
final class Keys {

  private final Inputs inputs;
  private final LookupTable table;
  private final SqlNode left;
  private final KeyProblems problems;

  /**
   * @param join that the lookup table is on the right side of
   */
  Keys(Inputs inputs, Input lookup, SqlJoin join) {
    this.inputs = inputs;
    this.table = lookup.lookup().orElseThrow();
    this.left = join.getLeft();
    this.problems = new KeyProblems(inputs.statement(), lookup);
  }

  /**
   * A value that the user wrote.
   *
   * @param key where the user wrote the column, if that is a condition of the very join
   * @param sql the value, its names qualified
   * @throws io.sqluice.job.script.ScriptException if it cannot be a key
   */
  Binding written(Tables.Column column, SqlNode value, Optional<SqlIdentifier> key, String sql) {
    String text = KeyProblems.oneLine(inputs.places().text(inputs.places().of(value)));
    Unsteady.in(value)
        .ifPresent(
            function -> {
              throw problems.unsteady(value, column, function, text);
            });
    boolean isCast =
        type(value, sql)
            .filter(type -> Casts.isNeeded(type, column.type()))
            .filter(
                type ->
                    Numbers.isIn(value, column.type()) || requireCast(type, column, value, text))
            .isPresent();
    return new Binding(column, Optional.of(value), key, sql, isCast);
  }

  /**
   * The column of an input.
   *
   * @param place what to point at if it cannot be a key
   * @throws io.sqluice.job.script.ScriptException if it cannot be a key
   */
  Binding named(Tables.Column column, Input owner, SqlNode place) {
    String name = LookupTable.plain(column.name());
    LogicalType type =
        inputs.columns(owner).stream()
            .filter(found -> found.name().equals(name))
            .findFirst()
            .orElseThrow()
            .type();
    String sql = owner.sql(name);
    String text = owner.item().name().map(found -> found + ".").orElse("") + name;
    boolean isCast = Casts.isNeeded(type, column.type()) && requireCast(type, column, place, text);
    return new Binding(column, Optional.empty(), Optional.empty(), sql, isCast);
  }

  /** True, or an exception: a cast that could make another value of a key has to be written. */
  private boolean requireCast(LogicalType type, Tables.Column column, SqlNode place, String text) {
    if (Casts.isAutomatic(type, column.type())) {
      return true;
    }
    throw Casts.isPossible(type, column.type())
        ? problems.cast(place, column, text, type)
        : problems.type(place, column, text, type);
  }

  private Optional<LogicalType> type(SqlNode value, String sql) {
    if (value instanceof SqlIdentifier name && name.names.size() <= 2) {
      List<Input> owners =
          name.names.size() == 1
              ? inputs.having(name.getSimple(), inputs.of(left))
              : inputs.named(name.names.get(0)).stream().toList();
      String column = name.names.get(name.names.size() - 1);
      if (owners.size() == 1) {
        return inputs.columns(owners.get(0)).stream()
            .filter(found -> found.name().equals(column))
            .map(Tables.Column::type)
            .findFirst();
      }
    }
    return inputs.type(sql, left);
  }
}
