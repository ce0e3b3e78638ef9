package io.sqluice.http.testing;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * A session with tables of given rows, which come from a stream: the planner does not see them, and
 * so works nothing out by itself.
 */
public final class TextTable {

  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.getExecutionEnvironment();
  private final StreamTableEnvironment tables;

  private TextTable(RuntimeExecutionMode mode) {
    environment.setParallelism(1);
    EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance();
    tables =
        StreamTableEnvironment.create(
            environment,
            mode == RuntimeExecutionMode.BATCH
                ? settings.inBatchMode().build()
                : settings.inStreamingMode().build());
  }

  /**
   * A session with the table {@code bodies}: texts, numbered from 0; for no texts there is none.
   */
  public static TextTable of(RuntimeExecutionMode mode, String... texts) {
    TextTable table = new TextTable(mode);
    Row[] rows = new Row[texts.length];
    for (int i = 0; i < texts.length; i++) {
      rows[i] = Row.of(i, texts[i]);
    }
    if (texts.length > 0) {
      table.add(
          "bodies", Types.ROW_NAMED(new String[] {"id", "body"}, Types.INT, Types.STRING), rows);
    }
    return table;
  }

  /** One more table. */
  public void add(String name, TypeInformation<Row> type, Row... rows) {
    tables.createTemporaryView(name, tables.fromDataStream(environment.fromData(type, rows)));
  }

  public StreamTableEnvironment tables() {
    return tables;
  }

  /** What a query gives, in its order. */
  public List<Row> rows(String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> results = tables.executeSql(query).collect()) {
      results.forEachRemaining(rows::add);
    }
    return rows;
  }
}
