package io.sqluice.job.dialect;

import io.sqluice.job.script.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;

/** What the dialect has to know of the tables and queries of a session. */
public interface Tables {

  /**
   * A column as a query sees it.
   *
   * @param type without time attributes
   */
  record Column(String name, LogicalType type) {}

  /**
   * A table or a view.
   *
   * @param options empty for a view
   * @param columns all, computed and metadata columns too, in order
   */
  record Table(boolean isView, Map<String, String> options, List<Column> columns) {

    public Table {
      options = Map.copyOf(options);
      columns = List.copyOf(columns);
    }
  }

  /**
   * The table or view of a name.
   *
   * @param path one to three parts: catalog, database and name, what is left out being the current
   *     one
   */
  Optional<Table> find(List<String> path);

  /** The names of all tables and views of the current database. */
  List<String> names();

  /**
   * The columns of a query's result.
   *
   * @param query Flink SQL
   * @throws io.sqluice.job.script.ScriptException if Flink does not take it
   */
  List<Column> columnsOf(Statement query);

  /**
   * Whether rows of a query's result are changed or taken back later.
   *
   * @param query Flink SQL
   * @throws io.sqluice.job.script.ScriptException if Flink does not take it
   */
  boolean changes(Statement query);

  /**
   * The columns that tell the rows of a query's result apart, where it changes by them; empty if
   * there are none.
   *
   * @param query Flink SQL
   * @throws io.sqluice.job.script.ScriptException if Flink does not take it
   */
  Optional<List<String>> keyOf(Statement query);

  /** Whether the job of the script makes checkpoints. */
  boolean hasCheckpoints();
}
