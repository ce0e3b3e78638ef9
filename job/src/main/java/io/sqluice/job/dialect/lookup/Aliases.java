package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.Sql;
import io.sqluice.job.dialect.lookup.Inputs.Input;
import io.sqluice.job.script.Edits;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes each input one that has a name, and each name of a column begin with it. */
final class Aliases {

  private static final String PREFIX = "__input";

  private final Inputs inputs;

  Aliases(Inputs inputs) {
    this.inputs = inputs;
  }

  /** Empty if nothing is to be done. */
  Edits edits() {
    Edits edits = new Edits();
    Set<String> taken = new HashSet<>();
    inputs.all().forEach(input -> input.item().name().ifPresent(taken::add));
    int number = 1;
    for (Input input : inputs.all()) {
      if (input.item().name().isEmpty()) {
        while (!taken.add(PREFIX + number)) {
          number++;
        }
        edits.insert(inputs.core(input.item()).end(), " AS " + Sql.name(PREFIX + number));
      }
    }
    new NameWalk("", (name, inner) -> shorten(name, edits)).scope(inputs.scope());
    return edits;
  }

  /** A hidden input's columns have no database before them. */
  private void shorten(SqlIdentifier name, Edits edits) {
    List<String> parts = name.names;
    if (parts.size() < 3 || inputs.named(parts.get(0)).isPresent()) {
      return;
    }
    for (int i = 1; i < Math.min(parts.size() - 1, 3); i++) {
      String part = parts.get(i);
      boolean isTable =
          inputs
              .named(part)
              .filter(input -> input.item().alias().isEmpty() && !input.item().path().isEmpty())
              .isPresent();
      if (isTable) {
        Places.Span whole = inputs.places().of(name);
        edits.delete(
            whole.start(),
            io.sqluice.job.dialect.FlinkParser.start(inputs.statement(), name.getComponent(i)));
        return;
      }
    }
  }
}
