package io.sqluice.lookup;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Table environments of the tests, and the rows of queries. */
final class Tables {

  private Tables() {}

  static TableEnvironment streaming() {
    return withoutRestarts(TableEnvironment.create(EnvironmentSettings.inStreamingMode()));
  }

  static TableEnvironment batch() {
    return withoutRestarts(TableEnvironment.create(EnvironmentSettings.inBatchMode()));
  }

  private static TableEnvironment withoutRestarts(TableEnvironment tables) {
    tables.getConfig().set("restart-strategy.type", "none");
    tables.getConfig().set("parallelism.default", "1");
    return tables;
  }

  static List<Row> rows(TableEnvironment tables, String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> read = tables.executeSql(query).collect()) {
      read.forEachRemaining(rows::add);
    }
    return rows;
  }
}
