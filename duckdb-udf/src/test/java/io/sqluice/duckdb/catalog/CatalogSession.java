package io.sqluice.duckdb.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A session in batch mode whose current catalog is of type 'sqluice', made as a user does it. */
final class CatalogSession {

  private final TableEnvironment tables =
      TableEnvironment.create(EnvironmentSettings.inBatchMode());

  CatalogSession() {
    sql("CREATE CATALOG s WITH ('type' = 'sqluice')");
    sql("USE CATALOG s");
  }

  void sql(String statement) {
    tables.executeSql(statement);
  }

  /** Creates an 'http' table t without columns. */
  void createTable(String url, String options) {
    sql("CREATE TABLE t WITH ('connector' = 'http', 'url' = '%s'%s)".formatted(url, options));
  }

  /** The columns of a table, each with its type and, in brackets, whatever else it is. */
  List<String> describe(String table) {
    List<String> columns = new ArrayList<>();
    for (Row row : rows("DESCRIBE " + table)) {
      String extras = row.getField(4) == null ? "" : " [" + row.getField(4) + "]";
      columns.add(row.getField(0) + " " + row.getField(1) + extras);
    }
    return columns;
  }

  List<Row> rows(String query) {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> result = tables.executeSql(query).collect()) {
      result.forEachRemaining(rows::add);
    } catch (Exception e) {
      throw new AssertionError(query, e);
    }
    return rows;
  }

  /** A file with this text. */
  static Path file(Path folder, String text) throws Exception {
    return Files.writeString(folder.resolve("sample"), text);
  }
}
