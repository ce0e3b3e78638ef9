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
  private final Keys keys;
  private final List<Binding> bindings = new ArrayList<>();

  private Bindings(Inputs inputs, Input lookup, SqlJoin join) {
    this.inputs = inputs;
    this.lookup = lookup;
    this.table = lookup.lookup().orElseThrow();
    this.join = join;
    this.left = inputs.of(join.getLeft());
    this.names = new LookupNames(inputs, lookup);
    this.keys = new Keys(inputs, lookup, join);
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
      using.forEach(name -> using((SqlIdentifier) name));
    } else {
      Joins.conjuncts(join.getCondition()).forEach(condition -> equality(condition, true));
    }
    if (!join.getJoinType().generatesNullsOnRight()) {
      Joins.conjuncts(inputs.scope().select().getWhere())
          .forEach(condition -> equality(condition, false));
    }
    if (!(join.getCondition() instanceof SqlNodeList)) {
      Joins.conjuncts(join.getCondition()).forEach(this::rejectUnbound);
    }
  }

  /** A parameter that only such a condition names would be compared with itself. */
  private void rejectUnbound(SqlNode condition) {
    new NameWalk(
            lookup.name(),
            (name, inner) ->
                names
                    .column(name, inner)
                    .filter(LookupTable::isParameter)
                    .filter(column -> !isBound(column))
                    .ifPresent(
                        column -> {
                          throw new KeyProblems(inputs.statement(), lookup)
                              .unbound(condition, column);
                        }))
        .node(condition, false);
  }

  private boolean isBound(String column) {
    return bindings.stream().anyMatch(known -> known.column().name().equals(column));
  }

  private void using(SqlIdentifier name) {
    Optional<Tables.Column> column = table.meant(name.getSimple()).flatMap(table::column);
    List<Input> owners = inputs.having(name.getSimple(), left);
    if (column.isPresent() && !owners.isEmpty()) {
      bindings.add(keys.named(column.get(), owners.get(0), name));
    }
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
    if (!isKey || isBound(name.get())) {
      return false;
    }
    Tables.Column column = table.column(name.get()).orElseThrow();
    String sql = qualified(value);
    bindings.add(
        keys.written(column, value, ofJoin ? Optional.of(identifier) : Optional.empty(), sql));
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
}
