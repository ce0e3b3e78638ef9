package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.lookup.Inputs.Input;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import java.util.List;
import java.util.Optional;

/** Which names in a SELECT mean columns of a lookup table. */
final class LookupNames {

  private final Inputs inputs;
  private final Input input;
  private final LookupTable table;

  LookupNames(Inputs inputs, Input input) {
    this.inputs = inputs;
    this.input = input;
    this.table = input.lookup().orElseThrow();
  }

  /**
   * The column that a name means; empty if it means another thing.
   *
   * @param inner whether the name stands in a subquery
   */
  Optional<String> column(SqlIdentifier name, boolean inner) {
    List<String> parts = name.names;
    if (name.isStar()) {
      return Optional.empty();
    }
    if (parts.size() > 1 && parts.get(0).equals(input.name())) {
      return table.meant(parts.get(1));
    }
    return inner || inputs.named(parts.get(0)).isPresent() && parts.size() > 1
        ? Optional.empty()
        : unqualified(parts.get(0));
  }

  private Optional<String> unqualified(String part) {
    Optional<String> meant = table.meant(part);
    if (meant.isEmpty()) {
      return Optional.empty();
    }
    boolean ofAnother =
        inputs.all().stream()
            .filter(other -> other != input)
            .anyMatch(
                other ->
                    other.lookup().isPresent()
                        ? other.lookup().get().hasColumn(part)
                        : !inputs.having(part, List.of(other)).isEmpty());
    return ofAnother ? Optional.empty() : meant;
  }
}
