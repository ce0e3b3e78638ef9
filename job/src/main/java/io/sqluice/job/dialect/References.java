package io.sqluice.job.dialect;

import io.sqluice.job.script.Statement;
import io.sqluice.shaded.org.apache.calcite.sql.SqlBasicCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlHint;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlJoin;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNodeList;
import io.sqluice.shaded.org.apache.calcite.sql.SqlSelect;
import io.sqluice.shaded.org.apache.calcite.sql.SqlSnapshot;
import io.sqluice.shaded.org.apache.calcite.sql.SqlTableRef;
import io.sqluice.shaded.org.apache.calcite.sql.SqlWithItem;
import io.sqluice.shaded.org.apache.calcite.sql.util.SqlBasicVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables and views that a statement names where it reads. */
public final class References {

  /**
   * A place where a table or view is read.
   *
   * @param path its name as it is written, in parts
   * @param options those that a hint behind it sets
   * @param offset of the name, as those of the statement's tokens
   */
  public record Reference(List<String> path, Map<String, String> options, int offset) {

    public Reference {
      path = List.copyOf(path);
      options = Map.copyOf(options);
    }
  }

  private References() {}

  /**
   * In the order of the text; none of a statement that the parser does not take.
   *
   * @param statement Flink SQL
   */
  public static List<Reference> of(Statement statement) {
    if (!(FlinkParser.parse(statement) instanceof FlinkParser.Tree tree)) {
      return List.of();
    }
    Collector collector = new Collector(statement);
    tree.node().accept(collector);
    collector.found.removeIf(
        reference ->
            reference.path().size() == 1 && collector.named.contains(reference.path().get(0)));
    return collector.found;
  }

  private static final class Collector extends SqlBasicVisitor<Void> {

    private final Statement statement;
    private final List<Reference> found = new ArrayList<>();

    /** Names that WITH gives to queries. */
    private final Set<String> named = new HashSet<>();

    private Collector(Statement statement) {
      this.statement = statement;
    }

    @Override
    public Void visit(SqlCall call) {
      if (call instanceof SqlSelect select && select.getFrom() != null) {
        from(select.getFrom());
        for (SqlNode operand : select.getOperandList()) {
          if (operand != null && operand != select.getFrom()) {
            operand.accept(this);
          }
        }
        return null;
      }
      if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
        from(call.operand(0));
        return null;
      }
      if (call instanceof SqlWithItem item) {
        named.add(item.name.getSimple());
      }
      for (SqlNode operand : FlinkParser.operands(call)) {
        if (operand != null) {
          operand.accept(this);
        }
      }
      return null;
    }

    private void from(SqlNode item) {
      if (item instanceof SqlIdentifier name) {
        found(name, Map.of());
      } else if (item instanceof SqlJoin join) {
        from(join.getLeft());
        from(join.getRight());
        if (join.getCondition() != null) {
          join.getCondition().accept(this);
        }
      } else if (item instanceof SqlSnapshot snapshot) {
        from(snapshot.getTableRef());
      } else if (item instanceof SqlTableRef reference) {
        found(reference.operand(0), options(reference.operand(1)));
      } else if (item instanceof SqlBasicCall call && call.getKind() == SqlKind.AS) {
        from(call.operand(0));
      } else {
        item.accept(this);
      }
    }

    /** What the hints say about the options; other hints leave a source what it is. */
    private static Map<String, String> options(SqlNodeList hints) {
      Map<String, String> options = new HashMap<>();
      for (SqlNode node : hints) {
        if (node instanceof SqlHint hint && hint.getName().equalsIgnoreCase("OPTIONS")) {
          options.putAll(hint.getOptionKVPairs());
        }
      }
      return options;
    }

    private void found(SqlIdentifier name, Map<String, String> hints) {
      found.add(new Reference(name.names, hints, FlinkParser.start(statement, name)));
    }
  }
}
