package io.sqluice.duckdb.table;

import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.file.DuckDbFile;
import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.FileException;
import io.sqluice.duckdb.file.FileHeldException;
import io.sqluice.duckdb.file.FoundColumns;
import io.sqluice.duckdb.file.FoundColumns.Direction;
import io.sqluice.duckdb.file.Relation;
import io.sqluice.http.options.TableOptions;
import java.sql.Connection;
import java.sql.SQLException;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a table's columns against those in the file, as far as the file can be seen where the query
 * is planned. What is not there yet is left to the tasks, since an earlier statement of the script
 * may make it.
 */
final class FileCheck {

  private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);

  private final TableOptions options;
  private final FileConfig file;
  private final Relation relation;

  /**
   * @param options takes the problems
   */
  FileCheck(TableOptions options, FileConfig file, Relation relation) {
    this.options = options;
    this.file = file;
    this.relation = relation;
  }

  /** The columns that the table has in the file; null if they cannot be seen. */
  @Nullable
  FoundColumns check(RowType columns, Direction direction) {
    if (!DuckDbFile.exists(file)) {
      return null;
    }
    try (DuckDbFile open = DuckDbFile.open(file);
        Connection connection = open.connect()) {
      FoundColumns found = relation.find(connection).orElse(null);
      if (found != null) {
        found.problems(columns, direction, "" + relation).forEach(options::columnProblem);
      }
      return found;
    } catch (FileHeldException held) {
      LOG.info("The columns of {} are checked when it is read: {}", relation, held.getMessage());
      return null;
    } catch (FileException e) {
      options.problem(DuckDbConnectorOptions.PATH.key(), e.getMessage());
      return null;
    } catch (QueryException e) {
      options.problem(DuckDbConnectorOptions.QUERY.key(), e.getMessage());
      return null;
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot close a connection to " + file.path(), e);
    }
  }
}
