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
   * Whether and how the result of a query changes.
   *
   * @param possible whether rows of it are replaced or taken back later
   * @param key the columns that tell its rows apart, where it changes by them; empty if there are
   *     none
   */
  record Changes(boolean possible, List<String> key) {

    public Changes {
      key = List.copyOf(key);
    }
  }

  /**
   * Whether and how the result of a query changes.
   *
   * @param query Flink SQL
   * @throws io.sqluice.job.script.ScriptException if Flink does not take it
   */
  Changes changesOf(Statement query);

  /** The folder that the session names for the secrets of its workers. */
  Optional<String> secretsDirectory();

  /** Whether the job of the script makes checkpoints. */
  boolean hasCheckpoints();
}
