package io.sqluice.job.execution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.SinkModifyOperation;

/**
 * The tables that statements write and read.
 *
 * <p>Reads are taken from the tree that EXPLAIN prints, in which views are expanded and sub-queries
 * shown: the planner's own classes are out of reach behind the loader that Flink's distribution
 * puts around them.
 */
final class TableAccess {

  private static final Pattern SCAN =
      Pattern.compile("table=\\[\\[([^,\\]]+), ([^,\\]]+), ([^,\\]]+)");
  private static final String TREE_END = "== Optimized";

  private final Session session;

  TableAccess(Session session) {
    this.session = session;
  }

  /**
   * The names, as catalog, database and name between dots, of what a statement writes; none for a
   * SELECT.
   */
  static Set<String> writes(JobStatement statement) {
    Set<String> names = new LinkedHashSet<>();
    for (SinkModifyOperation sink : sinks(statement)) {
      names.add(sink.getContextResolvedTable().getIdentifier().asSummaryString());
    }
    return names;
  }

  /** The tables that a statement writes to; none for a SELECT. */
  static List<SinkModifyOperation> sinks(JobStatement statement) {
    List<SinkModifyOperation> sinks = new ArrayList<>();
    if (statement.select().isEmpty()) {
      for (ModifyOperation operation : statement.operations()) {
        if (operation instanceof SinkModifyOperation sink) {
          sinks.add(sink);
        }
      }
    }
    return sinks;
  }

  /** The names of what a statement reads, through views and sub-queries. */
  Set<String> reads(JobStatement statement) {
    return new LinkedHashSet<>(scans(statement));
  }

  /** The same, with a name for each time that it is read. */
  List<String> scans(JobStatement statement) {
    String plan = session.explain(statement.operations());
    int end = plan.indexOf(TREE_END);
    Matcher scan = SCAN.matcher(end < 0 ? plan : plan.substring(0, end));
    List<String> names = new ArrayList<>();
    while (scan.find()) {
      names.add(scan.group(1) + "." + scan.group(2) + "." + scan.group(3));
    }
    return names;
  }
}
