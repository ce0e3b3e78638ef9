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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes out the columns that a star stands for, so that it does not show hidden ones. Names that
 * come twice get a number, as Flink gives them.
 */
final class Stars {

  /**
   * @param sql what it is in the query
   * @param isTold whether another column shows the same value under the same name
   */
  private record Shown(String sql, String name, boolean isTold) {}

  private final Inputs inputs;
  private final Set<String> names = new HashSet<>();

  Stars(Inputs inputs) {
    this.inputs = inputs;
  }

  /** Empty if there are none. */
  Edits edits() {
    Edits edits = new Edits();
    for (SqlNode item : inputs.scope().select().getSelectList()) {
      Optional<List<Shown>> columns = columns(item);
      if (columns.isPresent()) {
        Places.Span span = inputs.places().of(item);
        edits.replace(span.start(), span.end(), list(columns.get()));
      } else if (item instanceof SqlIdentifier name) {
        names.add(name.names.get(name.names.size() - 1));
      } else if (item.getKind() == SqlKind.AS) {
        names.add(((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple());
      }
    }
    return edits;
  }

  private Optional<List<Shown>> columns(SqlNode item) {
    if (!(item instanceof SqlIdentifier name) || !name.isStar()) {
      return Optional.empty();
    }
    if (name.names.size() == 1) {
      return Optional.of(
          of(inputs.scope().select().getFrom()).stream()
              .filter(column -> !column.isTold())
              .toList());
    }
    return inputs.named(name.names.get(0)).map(this::of);
  }

  private String list(List<Shown> columns) {
    StringJoiner list = new StringJoiner(", ");
    for (Shown column : columns) {
      String name = column.name();
      for (int i = 0; !names.add(name); i++) {
        name = column.name() + i;
      }
      list.add(
          column.sql().endsWith(Sql.name(name))
              ? column.sql()
              : column.sql() + " AS " + Sql.name(name));
    }
    return list.toString();
  }

  private List<Shown> of(SqlNode from) {
    if (!(from instanceof SqlJoin join)) {
      return of(inputs.of(from).get(0));
    }
    List<Shown> left = of(join.getLeft());
    List<Shown> right = of(join.getRight());
    Set<String> merged = merged(join, left, right);
    Optional<Input> lookup =
        inputs.of(join.getRight()).stream()
            .filter(input -> input.item().node() == join.getRight())
            .filter(input -> input.lookup().isPresent())
            .findFirst();
    List<Shown> all = new ArrayList<>();
    for (String name : merged) {
      all.add(merged(join, of(name, left), of(name, right)));
    }
    left.stream().filter(column -> !merged.contains(column.name())).forEach(all::add);
    Set<String> told = lookup.map(input -> told(input, join, left)).orElse(Set.of());
    right.stream()
        .filter(column -> !merged.contains(column.name()))
        .map(
            column ->
                new Shown(
                    column.sql(), column.name(), column.isTold() || told.contains(column.sql())))
        .forEach(all::add);
    return all;
  }

  private static Shown of(String name, List<Shown> columns) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
  }

  /** One column of two. */
  private static Shown merged(SqlJoin join, Shown left, Shown right) {
    return switch (join.getJoinType()) {
      case RIGHT -> right;
      case FULL ->
          new Shown(
              "COALESCE(" + left.sql() + ", " + right.sql() + ")", left.name(), left.isTold());
      default -> left;
    };
  }

  private static Set<String> merged(SqlJoin join, List<Shown> left, List<Shown> right) {
    Set<String> ofRight = right.stream().map(Shown::name).collect(Collectors.toSet());
    if (join.isNatural()) {
      return left.stream()
          .map(Shown::name)
          .filter(ofRight::contains)
          .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
    return join.getCondition() instanceof SqlNodeList using
        ? using.stream()
            .map(name -> ((SqlIdentifier) name).getSimple())
            .filter(ofRight::contains)
            .filter(name -> left.stream().anyMatch(column -> column.name().equals(name)))
            .collect(Collectors.toCollection(java.util.LinkedHashSet::new))
        : Set.of();
  }

  /** Parameters that are asked for the column of the same name. */
  private Set<String> told(Input lookup, SqlJoin join, List<Shown> left) {
    Set<String> told = new HashSet<>();
    List<Binding> bindings = Bindings.of(inputs, lookup, join);
    for (Tables.Column parameter : lookup.lookup().orElseThrow().parameters()) {
      String name = LookupTable.plain(parameter.name());
      Optional<Binding> binding =
          bindings.stream().filter(known -> known.column().equals(parameter)).findFirst();
      boolean same =
          binding.isEmpty()
              || left.stream()
                  .anyMatch(
                      column ->
                          column.name().equals(name) && column.sql().equals(binding.get().sql()));
      if (same || binding.get().value().filter(value -> isNamed(value, name)).isPresent()) {
        told.add(lookup.sql(parameter.name()));
      }
    }
    return told;
  }

  private static boolean isNamed(SqlNode value, String name) {
    return value instanceof SqlIdentifier column
        && column.names.get(column.names.size() - 1).equals(name);
  }

  private List<Shown> of(Input input) {
    List<Shown> shown = new ArrayList<>();
    boolean isLookup = input.lookup().isPresent();
    for (Tables.Column column : inputs.columns(input)) {
      String name = isLookup ? LookupTable.plain(column.name()) : column.name();
      shown.add(new Shown(input.sql(column.name()), name, false));
    }
    return shown;
  }
}
