package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.Sql;
import io.sqluice.job.dialect.lookup.Inputs.Input;
import io.sqluice.job.script.Edits;
import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import java.util.List;
import java.util.Optional;

/**
 * A parameter of a lookup table, wherever a SELECT names it, is the value that was asked for: the
 * table's own column is NULL in a row without a match.
 */
final class Meanings {

  private final Inputs inputs;
  private final LookupNames names;
  private final Input lookup;
  private final List<Binding> bindings;

  Meanings(Inputs inputs, Input lookup, List<Binding> bindings) {
    this.inputs = inputs;
    this.names = new LookupNames(inputs, lookup);
    this.lookup = lookup;
    this.bindings = bindings;
  }

  void replace(Edits edits) {
    NameWalk walk = new NameWalk(lookup.name(), (name, inner) -> replace(name, inner, edits));
    walk.scope(inputs.scope());
  }

  private void replace(SqlIdentifier name, boolean inner, Edits edits) {
    if (bindings.stream().anyMatch(binding -> binding.key().filter(key -> key == name).isPresent())
        || isOutput(name)) {
      return;
    }
    Optional<Binding> binding = inner ? qualified(name) : any(name);
    if (binding.isEmpty() || isInCast(name)) {
      return;
    }
    Places.Span span = inputs.places().of(name);
    String written = name.names.get(name.names.size() - 1);
    edits.replace(
        span.start(),
        span.end(),
        binding.get().meaning() + (isSelected(name) ? " AS " + Sql.name(written) : ""));
  }

  private Optional<Binding> qualified(SqlIdentifier name) {
    return names.column(name, true).filter(LookupTable::isParameter).flatMap(this::binding);
  }

  private Optional<Binding> any(SqlIdentifier name) {
    boolean merged =
        name.names.size() == 1
            && bindings.stream()
                .anyMatch(
                    binding ->
                        isMerged(binding) && binding.column().name().equals(name.getSimple()));
    return merged
        ? binding(name.getSimple())
        : names.column(name, false).filter(LookupTable::isParameter).flatMap(this::binding);
  }

  /** Whether USING made one column of two. */
  private static boolean isMerged(Binding binding) {
    return binding.value().isEmpty() && !LookupTable.isParameter(binding.column().name());
  }

  private Optional<Binding> binding(String column) {
    return bindings.stream().filter(binding -> binding.column().name().equals(column)).findFirst();
  }

  /** What is cast in the condition of the join is written anew anyway. */
  private boolean isInCast(SqlIdentifier name) {
    Places.Span span = inputs.places().of(name);
    return bindings.stream()
        .filter(binding -> binding.isCast() && binding.key().isPresent())
        .map(binding -> inputs.places().of(binding.value().orElseThrow()))
        .anyMatch(value -> value.start() <= span.start() && span.end() <= value.end());
  }

  private boolean isSelected(SqlIdentifier name) {
    return inputs.scope().select().getSelectList().stream().anyMatch(item -> item == name);
  }

  /** Whether ORDER BY means a column of the result. */
  private boolean isOutput(SqlIdentifier name) {
    return name.names.size() == 1
        && inputs.scope().order().isPresent()
        && inputs.scope().order().get().stream().anyMatch(order -> contains(order, name))
        && inputs.scope().select().getSelectList().stream()
            .anyMatch(item -> name.getSimple().equals(output(item)));
  }

  private static boolean contains(SqlNode order, SqlIdentifier name) {
    return order == name
        || order instanceof SqlCall call
            && call.getOperandList().stream().anyMatch(operand -> contains(operand, name));
  }

  private static String output(SqlNode item) {
    if (item.getKind() == SqlKind.AS) {
      return ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple();
    }
    return item instanceof SqlIdentifier name ? name.names.get(name.names.size() - 1) : "";
  }
}
