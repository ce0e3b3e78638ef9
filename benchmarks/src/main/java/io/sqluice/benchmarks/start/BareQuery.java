package io.sqluice.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * The reference of the start benchmark: what one writes to run a script of one query with Flink
 * alone.
 */
public final class BareQuery {

  private BareQuery() {}

  /**
   * Executes the statements of a script and prints the rows of the last one.
   *
   * @param arguments the script: statements that end with a semicolon, and no semicolon elsewhere
   */
  public static void main(String[] arguments) throws Exception {
    TableEnvironment environment = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    environment.getConfig().set("parallelism.default", "1");
    TableResult result = null;
    for (String statement : statements(Path.of(arguments[0]))) {
      result = environment.executeSql(statement);
    }
    try (CloseableIterator<Row> rows = result.collect()) {
      rows.forEachRemaining(System.out::println);
    }
  }

  private static String[] statements(Path script) throws IOException {
    return Files.readString(script).strip().split(";\\s*");
  }
}
