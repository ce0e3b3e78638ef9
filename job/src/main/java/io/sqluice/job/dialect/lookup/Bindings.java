package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.Sql;
import io.sqluice.job.dialect.Tables;
import io.sqluice.job.dialect.lookup.Inputs.Input;
import io.sqluice.job.script.Edits;
import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlJoin;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNodeList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Finds what a lookup table is asked for by one join: what ON says, else what WHERE says, else the
 * column of the parameter's name on the other side.
 */
final class Bindings {

  private final Inputs inputs;
  private final Input lookup;
  private final LookupTable table;
  private final SqlJoin join;
  private final List<Input> left;
  private final LookupNames names;
  private final List<Binding> bindings = new ArrayList<>();

  private Bindings(Inputs inputs, Input lookup, SqlJoin join) {
    this.inputs = inputs;
    this.lookup = lookup;
    this.table = lookup.lookup().orElseThrow();
    this.join = join;
    this.left = inputs.of(join.getLeft());
    this.names = new LookupNames(inputs, lookup);
  }

  /**
   * All of a join. Parameters that nothing is found for are left out.
   *
   * @param join that the lookup table is on the right side of
   */
  static List<Binding> of(Inputs inputs, Input lookup, SqlJoin join) {
    Bindings found = new Bindings(inputs, lookup, join);
    found.find();
    return List.copyOf(found.bindings);
  }

  private void find() {
    if (join.getCondition() instanceof SqlNodeList using) {
      using.forEach(name -> using(((SqlIdentifier) name).getSimple()));
    } else {
      Joins.conjuncts(join.getCondition()).forEach(condition -> equality(condition, true));
    }
    if (join.getJoinType().generatesNullsOnRight()) {
      return;
    }
    Joins.conjuncts(inputs.scope().select().getWhere())
        .forEach(condition -> equality(condition, false));
  }

  private void using(String name) {
    Optional<String> column = table.meant(name);
    List<Input> owners = inputs.having(name, left);
    if (column.isPresent() && !owners.isEmpty()) {
      bindings.add(named(inputs, table.column(column.get()).orElseThrow(), owners.get(0)));
    }
  }

  /** The column of an input. */
  static Binding named(Inputs inputs, Tables.Column column, Input owner) {
    String name = LookupTable.plain(column.name());
    LogicalType type =
        inputs.columns(owner).stream()
            .filter(found -> found.name().equals(name))
            .findFirst()
            .orElseThrow()
            .type();
    return new Binding(
        column,
        Optional.empty(),
        Optional.empty(),
        owner.sql(name),
        Casts.isNeeded(type, column.type()));
  }

  private void equality(SqlNode condition, boolean ofJoin) {
    if (condition.getKind() != SqlKind.EQUALS) {
      return;
    }
    SqlCall call = (SqlCall) condition;
    if (!equality(call.operand(0), call.operand(1), ofJoin)) {
      equality(call.operand(1), call.operand(0), ofJoin);
    }
  }

  private boolean equality(SqlNode key, SqlNode value, boolean ofJoin) {
    if (!(key instanceof SqlIdentifier identifier) || !isOfLeft(value)) {
      return false;
    }
    Optional<String> name = names.column(identifier, false);
    boolean isKey =
        name.isPresent()
            && (table.parameters().isEmpty() ? ofJoin : LookupTable.isParameter(name.get()));
    if (!isKey || bindings.stream().anyMatch(known -> known.column().name().equals(name.get()))) {
      return false;
    }
    Tables.Column column = table.column(name.get()).orElseThrow();
    String sql = qualified(value);
    bindings.add(
        new Binding(
            column,
            Optional.of(value),
            ofJoin ? Optional.of(identifier) : Optional.empty(),
            sql,
            type(value, sql).filter(type -> Casts.isNeeded(type, column.type())).isPresent()));
    return true;
  }

  private boolean isOfLeft(SqlNode value) {
    if (value.getKind().belongsTo(SqlKind.QUERY)) {
      return false;
    }
    AtomicBoolean ofLeft = new AtomicBoolean(true);
    new NameWalk(
            lookup.name(),
            (name, inner) -> {
              Optional<Input> owner =
                  inputs.named(name.names.get(0)).filter(any -> name.names.size() > 1);
              boolean other = owner.isPresent() && !left.contains(owner.get());
              if (other || names.column(name, inner).isPresent()) {
                ofLeft.set(false);
              }
            })
        .node(value, false);
    return ofLeft.get();
  }

  /** The text of a value in which each name says which input it is of. */
  private String qualified(SqlNode value) {
    Edits edits = new Edits();
    new NameWalk(
            lookup.name(),
            (name, inner) -> {
              boolean isQualified =
                  name.names.size() > 1 && inputs.named(name.names.get(0)).isPresent();
              List<Input> owners =
                  inner || isQualified ? List.of() : inputs.having(name.names.get(0), left);
              if (owners.size() == 1 && owners.get(0).item().name().isPresent()) {
                edits.insert(
                    inputs.places().of(name).start(), Sql.name(owners.get(0).name()) + ".");
              }
            })
        .node(value, false);
    Places.Span span = inputs.places().of(value);
    return inputs.statement().text(span.start(), span.end(), edits);
  }

  private Optional<LogicalType> type(SqlNode value, String sql) {
    if (value instanceof SqlIdentifier name && name.names.size() <= 2) {
      List<Input> owners =
          name.names.size() == 1
              ? inputs.having(name.getSimple(), left)
              : inputs.named(name.names.get(0)).stream().toList();
      String column = name.names.get(name.names.size() - 1);
      if (owners.size() == 1) {
        return inputs.columns(owners.get(0)).stream()
            .filter(found -> found.name().equals(column))
            .map(Tables.Column::type)
            .findFirst();
      }
    }
    return inputs.type(sql, join.getLeft());
  }
}
