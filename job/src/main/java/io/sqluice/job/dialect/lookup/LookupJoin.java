package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.Sql;
import io.sqluice.job.dialect.Tables;
import io.sqluice.job.dialect.lookup.Inputs.Input;
import io.sqluice.job.script.Edits;
import io.sqluice.job.script.Statement;
import io.sqluice.shaded.org.apache.calcite.sql.JoinType;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlJoin;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNodeList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Translates the join with one lookup table, and what the SELECT says of its parameters. */
final class LookupJoin {

  private final Inputs inputs;
  private final Input lookup;
  private final SqlJoin join;
  private final Places places;
  private final Statement statement;
  private final Edits edits = new Edits();

  /**
   * @param lookup all lookup tables before it are translated
   * @param join that it is on the right side of
   */
  LookupJoin(Inputs inputs, Input lookup, SqlJoin join) {
    this.inputs = inputs;
    this.lookup = lookup;
    this.join = join;
    this.places = inputs.places();
    this.statement = inputs.statement();
  }

  Statement translate() {
    List<Binding> bindings = bindings();
    atProcessingTime();
    condition(bindings);
    new Meanings(inputs, lookup, bindings).replace(edits);
    return statement.edited(edits);
  }

  private List<Binding> bindings() {
    List<Binding> bindings = new ArrayList<>(Bindings.of(inputs, lookup, join));
    Set<String> bound =
        bindings.stream().map(binding -> binding.column().name()).collect(Collectors.toSet());
    ByName byName = new ByName(inputs, lookup, join);
    Keys keys = new Keys(inputs, lookup, join);
    SqlNode place = lookup.item().table().orElseThrow();
    for (Tables.Column parameter : lookup.lookup().orElseThrow().parameters()) {
      if (!bound.contains(parameter.name())) {
        bindings.add(keys.named(parameter, byName.owner(parameter), place));
      }
    }
    return bindings;
  }

  /** The lookup takes place when the row comes: by a hidden column of the first input. */
  private void atProcessingTime() {
    Input first = inputs.of(join.getLeft()).get(0);
    String hidden = first.item().hiddenColumn().orElseGet(() -> hide(first));
    Places.Span table = places.of(lookup.item().core());
    edits.insert(
        table.end(),
        " FOR SYSTEM_TIME AS OF "
            + first.sql(hidden)
            + (lookup.item().alias().isPresent() ? "" : " AS " + Sql.name(lookup.name())));
  }

  private String hide(Input first) {
    Set<String> taken = new TreeSet<>();
    inputs.columns(first).forEach(column -> taken.add(column.name()));
    inputs.all().forEach(input -> input.item().hiddenColumn().ifPresent(taken::add));
    String hidden = FromItem.HIDDEN;
    for (int i = 2; taken.contains(hidden); i++) {
      hidden = FromItem.HIDDEN + i;
    }
    FromItem item = first.item();
    Places.Span core = inputs.core(item);
    edits.insert(core.start(), "(SELECT *, PROCTIME() AS " + Sql.name(hidden) + " FROM ");
    edits.insert(
        core.end(), ")" + (item.alias().isPresent() ? "" : " AS " + Sql.name(first.name())));
    if (!item.columnAliases().isEmpty()) {
      SqlIdentifier last = item.columnAliases().get(item.columnAliases().size() - 1);
      edits.insert(places.of(last).end(), ", " + Sql.name(hidden));
    }
    return hidden;
  }

  private void condition(List<Binding> bindings) {
    List<String> added = new ArrayList<>();
    for (Binding binding : bindings) {
      if (binding.key().isEmpty()) {
        added.add(lookup.sql(binding.column().name()) + " = " + binding.condition());
        continue;
      }
      Places.Span key = places.of(binding.key().get());
      edits.replace(key.start(), key.end(), lookup.sql(binding.column().name()));
      if (binding.isCast()) {
        Places.Span value = places.of(binding.value().orElseThrow());
        edits.replace(value.start(), value.end(), binding.condition());
      }
    }
    String all = String.join(" AND ", added);
    if (join.getCondition() instanceof SqlNodeList using) {
      Places.Span span = places.of(using);
      edits.replace(span.start(), span.end(), "ON " + all);
    } else if (join.getJoinType() == JoinType.COMMA) {
      and(
          inputs.scope().select().getWhere(),
          inputs.span(inputs.scope().select().getFrom()),
          " WHERE ",
          all);
    } else {
      if (join.getJoinType() == JoinType.CROSS) {
        crossBecomesInner();
      }
      and(join.getCondition(), places.of(lookup.item().node()), " ON ", all);
    }
  }

  /**
   * Adds to a condition.
   *
   * @param condition null if there is none
   * @param before what it stands behind
   */
  private void and(SqlNode condition, Places.Span before, String keyword, String added) {
    if (added.isEmpty()) {
      return;
    }
    if (condition == null) {
      edits.insert(before.end(), keyword + added);
      return;
    }
    Places.Span span = places.of(condition);
    if (condition.getKind() == SqlKind.OR) {
      edits.insert(span.start(), "(");
      edits.insert(span.end(), ")");
    }
    edits.insert(span.end(), " AND " + added);
  }

  private void crossBecomesInner() {
    int token = places.before(places.of(lookup.item().node()).start());
    while (token > 0 && !statement.isWord(token, "CROSS")) {
      token--;
    }
    edits.delete(statement.tokens().get(token).start(), statement.tokens().get(token + 1).start());
  }
}
