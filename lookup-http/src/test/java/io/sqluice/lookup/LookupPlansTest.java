package io.sqluice.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.LocalApi.Asked;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lookups in the plans that queries come to. */
@Timeout(120)
class LookupPlansTest {

  private final AtomicInteger answers = new AtomicInteger();
  private LocalApi api;

  @BeforeEach
  void startApi() throws Exception {
    api = LocalApi.answering(this::answer);
  }

  @AfterEach
  void stopApi() {
    api.close();
  }

  /** Persons have a city, cities have a country, and /count never answers the same twice. */
  private Answer answer(Asked asked) {
    return switch (asked.uri().getPath()) {
      case "/persons" ->
          asked.param("id").equals("3")
              ? Answer.status(404, "")
              : Answer.ok(
                  "{\"name\": \"p%1$s\", \"city\": \"c%1$s\"}".formatted(asked.param("id")));
      case "/cities" ->
          Answer.ok("{\"country\": \"of " + asked.param("name") + "\", \"people\": \"many\"}");
      default -> Answer.ok("{\"n\": " + answers.incrementAndGet() + "}");
    };
  }

  private TableEnvironment declare(TableEnvironment tables) {
    tables.executeSql(
        "CREATE TABLE persons ($id INT, name STRING, city STRING) WITH ('connector' = 'lookup-http',"
            + " 'url' = '"
            + api.url("/persons?id=$id")
            + "')");
    tables.executeSql(
        "CREATE TABLE cities ($name STRING, country STRING, people INT)"
            + " WITH ('connector' = 'lookup-http', 'url' = '"
            + api.url("/cities?name=$name")
            + "')");
    tables.executeSql(
        "CREATE TABLE counts ($id INT, n INT) WITH ('connector' = 'lookup-http', 'url' = '"
            + api.url("/count?id=$id")
            + "', 'lookup.single-flight' = 'false')");
    tables.executeSql(
        "CREATE VIEW ids AS SELECT id, PROCTIME() AS now"
            + " FROM (VALUES (1), (2), (3)) AS t(id)");
    return tables;
  }

  private static final String JOINED =
      "SELECT i.id, p.name, p.city, i.now FROM ids AS i LEFT JOIN persons FOR SYSTEM_TIME AS OF"
          + " i.now AS p ON i.id = p.`$id`";

  @Test
  void should_look_up_in_a_view() throws Exception {
    TableEnvironment tables = declare(Tables.streaming());
    tables.executeSql("CREATE VIEW joined AS " + JOINED);

    assertThat(
            Tables.rows(tables, "SELECT id, name FROM joined WHERE city <> 'c1' OR city IS NULL"))
        .containsExactlyInAnyOrder(Row.of(2, "p2"), Row.of(3, null));
  }

  @Test
  void should_look_up_with_what_was_looked_up() throws Exception {
    TableEnvironment tables = declare(Tables.streaming());
    tables.executeSql("CREATE VIEW joined AS " + JOINED);

    assertThat(
            Tables.rows(
                tables,
                "SELECT j.id, c.country FROM joined AS j LEFT JOIN cities FOR SYSTEM_TIME AS OF j.now"
                    + " AS c ON j.city = c.`$name`"))
        .containsExactlyInAnyOrder(Row.of(1, "of c1"), Row.of(2, "of c2"), Row.of(3, null));
    // The city of nobody is NULL, for which nothing is asked.
    assertThat(api.asked()).filteredOn(asked -> asked.uri().getPath().equals("/cities")).hasSize(2);
  }

  @Test
  void should_look_up_in_batch_mode() throws Exception {
    TableEnvironment tables = declare(Tables.batch());

    assertThat(Tables.rows(tables, "SELECT id, name, city FROM (" + JOINED + ")"))
        .containsExactlyInAnyOrder(
            Row.of(1, "p1", "c1"), Row.of(2, "p2", "c2"), Row.of(3, null, null));
  }

  @Test
  void should_look_up_after_a_window() throws Exception {
    TableEnvironment tables = declare(Tables.streaming());
    tables.executeSql(
        "CREATE TABLE clicks (seq INT, id AS seq / 4 + 1,"
            + " ts AS TO_TIMESTAMP_LTZ(seq * 250, 3), WATERMARK FOR ts AS ts)"
            + " WITH ('connector' = 'datagen', 'number-of-rows' = '12', 'fields.seq.kind' ="
            + " 'sequence', 'fields.seq.start' = '0', 'fields.seq.end' = '11')");

    assertThat(
            Tables.rows(
                tables,
                "SELECT w.id, w.clicks, p.name FROM (SELECT id, COUNT(*) AS clicks, PROCTIME() AS now"
                    + " FROM TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' SECOND)"
                    + " GROUP BY id, window_start, window_end) AS w"
                    + " LEFT JOIN persons FOR SYSTEM_TIME AS OF w.now AS p ON w.id = p.`$id`"))
        .containsExactlyInAnyOrder(Row.of(1, 4L, "p1"), Row.of(2, 4L, "p2"), Row.of(3, 4L, null));
  }

  private static final String OF_CHANGES =
      "SELECT g.id, g.c, o.n FROM (SELECT id, COUNT(*) AS c, PROCTIME() AS now FROM (VALUES (7), (7),"
          + " (7)) AS t(id) GROUP BY id) AS g JOIN counts FOR SYSTEM_TIME AS OF g.now AS o ON g.id ="
          + " o.`$id`";

  @Test
  void should_take_back_the_row_that_it_gave() throws Exception {
    TableEnvironment tables = declare(Tables.streaming());
    tables.getConfig().set("table.optimizer.non-deterministic-update.strategy", "TRY_RESOLVE");

    List<Row> rows = Tables.rows(tables, OF_CHANGES);

    // Each row that is taken back is one that was given, though the API says another number each
    // time that it is asked.
    assertThat(rows)
        .containsExactly(
            Row.ofKind(RowKind.INSERT, 7, 1L, 1),
            Row.ofKind(RowKind.DELETE, 7, 1L, 1),
            Row.ofKind(RowKind.UPDATE_AFTER, 7, 2L, 2),
            Row.ofKind(RowKind.DELETE, 7, 2L, 2),
            Row.ofKind(RowKind.UPDATE_AFTER, 7, 3L, 3));
  }

  @Test
  void should_take_back_another_row_where_flink_ignores_that_apis_change() throws Exception {
    TableEnvironment tables = declare(Tables.streaming());

    List<Row> rows = Tables.rows(tables, OF_CHANGES);

    assertThat(rows)
        .extracting(row -> row.getKind() + " " + row.getField(1))
        .containsExactly(
            "INSERT 1", "UPDATE_BEFORE 1", "UPDATE_AFTER 2", "UPDATE_BEFORE 2", "UPDATE_AFTER 3");
    // The API was asked for each of them, what is taken back included, and none is as another.
    assertThat(rows)
        .extracting(row -> row.<Integer>getFieldAs(2))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
  }

  @Test
  void should_serve_several_queries_of_a_statement_set() throws Exception {
    TableEnvironment tables = declare(Tables.streaming());
    for (String sink : List.of("names", "towns")) {
      tables.executeSql(
          "CREATE TABLE " + sink + " (id INT, what STRING) WITH ('connector' = 'blackhole')");
    }
    StatementSet set = tables.createStatementSet();
    set.addInsertSql("INSERT INTO names SELECT id, name FROM (" + JOINED + ")");
    set.addInsertSql("INSERT INTO towns SELECT id, city FROM (" + JOINED + ") WHERE id < 3");

    set.execute().await();

    assertThat(api.asked())
        .extracting(asked -> asked.uri().toString())
        .contains("/persons?id=1", "/persons?id=2", "/persons?id=3")
        .allMatch(uri -> uri.startsWith("/persons?id="));
  }

  @Test
  void should_not_convert_columns_that_nobody_reads() throws Exception {
    TableEnvironment tables = declare(Tables.streaming());
    String join =
        " FROM (SELECT 'x' AS name, PROCTIME() AS now) AS j JOIN cities FOR SYSTEM_TIME AS OF j.now"
            + " AS c ON j.name = c.`$name`";

    // 'many' people are no INT.
    assertThat(Tables.rows(tables, "SELECT c.country" + join)).containsExactly(Row.of("of x"));
    assertThat(Tables.rows(tables, "SELECT j.name" + join)).containsExactly(Row.of("x"));
    assertThatThrownBy(() -> Tables.rows(tables, "SELECT c.people" + join))
        .hasStackTraceContaining("field 'people'");
  }

  @Test
  void should_refuse_a_join_without_a_parameter_when_it_is_planned() throws Exception {
    TableEnvironment tables = declare(Tables.streaming());

    assertThatThrownBy(
            () ->
                tables.explainSql(
                    "SELECT p.name FROM ids AS i JOIN persons FOR SYSTEM_TIME AS OF i.now AS p ON"
                        + " p.name = CAST(i.id AS STRING)"))
        .hasRootCauseMessage(
            "Table default_catalog.default_database.persons cannot be joined like this:\n"
                + "  - the join has no value for column '$id', which the request needs; add 'AND"
                + " o.`$id` = ...' to its ON, with the table's alias for o; only equalities that AND"
                + " joins count.");
    assertThat(api.asked()).isEmpty();
  }
}
