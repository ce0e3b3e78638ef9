package io.sqluice.duckdb.sink;

import io.sqluice.duckdb.type.RowAppender;
import io.sqluice.duckdb.type.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** SQL that makes of rows and changes in tables what they mean for the target. */
final class Changes {

  /** Whether a change of a table with a key deletes. */
  static final String DELETED = "sqluice_deleted";

  private final SinkConfig config;
  private final List<String> columns;

  private final RowAppender appender;

  Changes(SinkConfig config) {
    this.config = config;
    this.columns = config.columns().getFieldNames();
    this.appender = new RowAppender(config.columns());
  }

  /** The columns of a stage in their own types, which not all are appended in. */
  private String values() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = Sql.identifier(columns.get(i));
      String value = appender.value(i, name);
      values.add(value.equals(name) ? name : value + " AS " + name);
    }
    return String.join(", ", values);
  }

  /** Moves what is held into the target. */
  List<String> move(StageNames stage, boolean retracts) {
    if (config.upserts()) {
      return List.of(merge(stage));
    }
    String insert =
        "INSERT INTO %s (%s) SELECT %s FROM %s"
            .formatted(
                config.target().sql(),
                TargetTable.identifiers(columns),
                values(),
                stage.rows().sql());
    return retracts ? List.of(insert, delete(stage)) : List.of(insert);
  }

  /** The last change of each key counts. */
  private String merge(StageNames stage) {
    String key = TargetTable.identifiers(config.key());
    List<String> values =
        columns.stream().filter(column -> !config.key().contains(column)).toList();
    List<String> clauses = new ArrayList<>();
    clauses.add("WHEN MATCHED AND s." + DELETED + " THEN DELETE");
    if (!values.isEmpty()) {
      clauses.add("WHEN MATCHED THEN UPDATE SET " + each(values, ", ", "%1$s = s.%1$s"));
    }
    clauses.add(
        "WHEN NOT MATCHED AND NOT s.%s THEN INSERT (%s) VALUES (%s)"
            .formatted(DELETED, TargetTable.identifiers(columns), each(columns, ", ", "s.%1$s")));
    return "MERGE INTO %s AS t USING (SELECT %s, %s FROM %s WHERE rowid IN (SELECT max(rowid) FROM %4$s GROUP BY %s)) AS s ON (%s) %s"
        .formatted(
            config.target().sql(),
            values(),
            DELETED,
            stage.rows().sql(),
            key,
            each(config.key(), " AND ", "t.%1$s = s.%1$s"),
            String.join(" ", clauses));
  }

  /** Removes one equal row for each retraction, where NULL equals NULL; the newest ones first. */
  String delete(StageNames stage) {
    return ("DELETE FROM %s WHERE rowid IN (SELECT sqluice_id FROM (SELECT t.rowid AS sqluice_id,"
            + " s.sqluice_n, row_number() OVER (PARTITION BY s.sqluice_group ORDER BY t.rowid DESC) AS sqluice_i"
            + " FROM %1$s AS t JOIN (SELECT %s, count(*) AS sqluice_n, min(sqluice_id) AS sqluice_group"
            + " FROM (SELECT rowid AS sqluice_id, %s FROM %s) GROUP BY %2$s) AS s ON (%s)"
            + ") WHERE sqluice_i <= sqluice_n)")
        .formatted(
            config.target().sql(),
            TargetTable.identifiers(columns),
            values(),
            stage.retractions().sql(),
            each(columns, " AND ", "t.%1$s IS NOT DISTINCT FROM s.%1$s"));
  }

  private static String each(List<String> names, String separator, String format) {
    return names.stream()
        .map(name -> format.formatted(Sql.identifier(name)))
        .collect(Collectors.joining(separator));
  }
}
