package io.sqluice.job.dialect.lookup;

import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNodeList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds functions that have another value each time. Flink looks up no key that is made of them
 * alone, and a key is more than once in a plan, if the query shows what was asked for.
 */
final class Unsteady {

  private static final Set<String> FUNCTIONS =
      Set.of("CURRENT_ROW_TIMESTAMP", "NOW", "PROCTIME", "RAND", "RAND_INTEGER", "UUID");

  /** Those without brackets, which the parser takes for names. */
  private static final Set<String> WORDS =
      Set.of("CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP");

  private Unsteady() {}

  /** The first one in an expression. */
  static Optional<String> in(SqlNode node) {
    if (node instanceof SqlNodeList list) {
      return first(list.getList());
    }
    if (node instanceof SqlIdentifier identifier) {
      return Optional.of(identifier)
          .filter(word -> word.isSimple() && !word.isComponentQuoted(0))
          .map(word -> word.getSimple().toUpperCase(Locale.ROOT))
          .filter(WORDS::contains);
    }
    if (!(node instanceof SqlCall call)) {
      return Optional.empty();
    }
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    boolean isClock = name.equals("UNIX_TIMESTAMP") && call.operandCount() == 0;
    return isClock || FUNCTIONS.contains(name)
        ? Optional.of(name + "()")
        : first(call.getOperandList());
  }

  private static Optional<String> first(List<SqlNode> nodes) {
    return nodes.stream().map(Unsteady::in).flatMap(Optional::stream).findFirst();
  }
}
