package io.sqluice.duckdb.function;

import io.sqluice.duckdb.engine.DuckDbSession;
import io.sqluice.duckdb.engine.PayloadQuery;
import io.sqluice.duckdb.engine.QueryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Finds the columns of a payload that nobody declared, by what DuckDB misses when it plans the
 * query: a column that it does not know is one of the payload's. It is text, which any JSON value
 * becomes, unless the query uses it as a number; then it is a DOUBLE. So the types of the result do
 * not depend on what a payload happens to hold.
 */
final class UndeclaredColumns {

  /** A relation has at least one column; this one is there in case that the query names none. */
  private static final String NO_COLUMN = "sqluice_no_column";

  private static final List<Pattern> MISSING =
      List.of(
          Pattern.compile("Referenced column \"(.+?)\" not found in FROM clause!"),
          Pattern.compile("Table \".+?\" does not have a column named \"(.+?)\"\n"));

  private static final Pattern MISMATCH =
      Pattern.compile("No function matches the given name and argument types '(.+?)\\(");

  private static final String HOW =
      "\n\nOf payload, only the columns that the query names are known: as text, or as DOUBLE where it"
          + " uses them as numbers. Cast them in the query, as in qty::INT, or declare all of them in a"
          + " third argument, as in 'sku STRING, qty INT'.";

  private final DuckDbSession session;
  private final String query;
  private final Map<String, LogicalType> columns = new LinkedHashMap<>();

  /** What DuckDB said of a function when its arguments were text. */
  private final Map<String, QueryException> mismatches = new HashMap<>();

  UndeclaredColumns(DuckDbSession session, String query) {
    this.session = session;
    this.query = query;
    columns.put(NO_COLUMN, text());
  }

  /**
   * @throws QueryException what DuckDB says of the query, if that is not for want of columns or
   *     numbers
   */
  PayloadPlan plan() throws QueryException {
    Optional<RowType> result = result();
    while (result.isEmpty()) {
      result = result();
    }
    if (result.get().getFieldNames().stream().anyMatch(name -> name.contains(NO_COLUMN))) {
      throw new QueryException(
          "the query takes all columns of payload (*), but nobody says which there are: name them in the query, or declare them in a third argument, as in 'sku STRING, qty INT'");
    }
    if (columns.size() > 1) {
      columns.remove(NO_COLUMN);
    }
    return new PayloadPlan(query, payload(), result.get());
  }

  /** The columns of the query; empty if one more column of the payload was found, or its type. */
  private Optional<RowType> result() throws QueryException {
    try {
      return Optional.of(session.describe(query, PayloadQuery.RELATION, payload()));
    } catch (QueryException problem) {
      if (addMissing(problem) || takeNumbers(problem)) {
        return Optional.empty();
      }
      throw explained(mismatch(problem).map(mismatches::get).orElse(problem));
    }
  }

  private boolean addMissing(QueryException problem) throws QueryException {
    for (Pattern missing : MISSING) {
      Matcher matcher = missing.matcher(problem.getMessage());
      if (matcher.find() && !columns.containsKey(matcher.group(1))) {
        columns.put(matcher.group(1), text());
        use(QueryTree.of(session, query).comparedWithNumbers());
        return true;
      }
    }
    return false;
  }

  /** Makes numbers of the columns that go into a function which does not take text. */
  private boolean takeNumbers(QueryException problem) throws QueryException {
    Optional<String> function = mismatch(problem);
    if (function.isEmpty()) {
      return false;
    }
    mismatches.putIfAbsent(function.get(), problem);
    return use(QueryTree.of(session, query).argumentsOf(function.get()));
  }

  private boolean use(Set<String> asNumbers) {
    List<String> changed = new ArrayList<>();
    columns.forEach(
        (name, type) -> {
          if (asNumbers.stream().anyMatch(name::equalsIgnoreCase)
              && !(type instanceof DoubleType)) {
            changed.add(name);
          }
        });
    changed.forEach(name -> columns.put(name, new DoubleType()));
    return !changed.isEmpty();
  }

  private static Optional<String> mismatch(QueryException problem) {
    Matcher matcher = MISMATCH.matcher(problem.getMessage());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static QueryException explained(QueryException problem) {
    return problem.getMessage().startsWith("Binder Error")
        ? new QueryException(problem.getMessage() + HOW)
        : problem;
  }

  private RowType payload() {
    return RowType.of(
        columns.values().toArray(LogicalType[]::new), columns.keySet().toArray(String[]::new));
  }

  private static LogicalType text() {
    return new VarCharType(VarCharType.MAX_LENGTH);
  }
}
