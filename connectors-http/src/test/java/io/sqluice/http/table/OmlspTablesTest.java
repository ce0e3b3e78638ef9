package io.sqluice.http.table;

import static io.sqluice.http.table.HttpTableTest.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.util.List;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables that OMLSP refuses, or reads wrongly. */
@Timeout(120)
class OmlspTablesTest {

  private static final String POLLED =
      "'scan.poll-interval' = '5 ms', 'scan.bounded.max-polls' = '2', 'connector' = 'http', ";

  @Test
  void should_walk_all_pages_in_each_poll_and_begin_again_in_the_next() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked -> {
              int page = Integer.parseInt(asked.param("start"));
              return Answer.ok("[" + (page < 3 ? "{\"n\":" + page + "}" : "") + "]");
            })) {
      TableEnvironment tables = HttpTableTest.streaming();
      tables.executeSql(
          "CREATE TABLE t (n INT) WITH ("
              + POLLED
              + "'method' = 'GET', 'pagination.type' = 'page-based',"
              + " 'pagination.page_param' = 'start', 'param.limit' = '1', 'jq' = '.[] | {n}', 'url' = '"
              + api.url("/items")
              + "')");

      assertThat(rows(tables, "SELECT n FROM t"))
          .containsExactly(Row.of(0), Row.of(1), Row.of(2), Row.of(0), Row.of(1), Row.of(2));
      assertThat(api.asked()).allSatisfy(asked -> assertThat(asked.param("limit")).isEqualTo("1"));
    }
  }

  @Test
  void should_end_at_the_newest_record_where_the_cursor_is_that_of_the_page_before()
      throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked -> {
              int from =
                  asked.param("fromId") == null ? 1 : Integer.parseInt(asked.param("fromId"));
              return Answer.ok(
                  "[{\"a\":" + from + "}" + (from < 4 ? ",{\"a\":" + (from + 1) + "}" : "") + "]");
            })) {
      TableEnvironment tables = HttpTableTest.batch();
      tables.executeSql(
          "CREATE TABLE t (a BIGINT) WITH ('connector' = 'http', 'pagination.type' = 'cursor-based',"
              + " 'pagination.cursor_id' = 'a', 'pagination.cursor_param' = 'fromId', 'url' = '"
              + api.url("/trades")
              + "')");

      assertThat(rows(tables, "SELECT DISTINCT a FROM t"))
          .containsExactlyInAnyOrder(Row.of(1L), Row.of(2L), Row.of(3L), Row.of(4L));
      assertThat(api.asked()).hasSize(4);
    }
  }

  @Test
  void should_send_parameters_without_pagination() throws Exception {
    try (LocalApi api =
        LocalApi.answering(asked -> Answer.ok("{\"s\":\"" + asked.param("symbol") + "\"}"))) {
      TableEnvironment tables = HttpTableTest.batch();
      tables.executeSql(
          "CREATE TABLE t (s STRING) WITH ('connector' = 'http', 'params.symbol' = 'BTC-USDT',"
              + " 'url' = '"
              + api.url("/ticker")
              + "')");

      assertThat(rows(tables, "SELECT s FROM t")).containsExactly(Row.of("BTC-USDT"));
    }
  }

  @Test
  void should_fill_columns_by_name_in_any_order_of_the_fields() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                Answer.ok("[{\"b\":\"x\",\"a\":1,\"more\":[]},{\"a\":2},{\"a\":3,\"b\":\"z\"}]"))) {
      TableEnvironment tables = HttpTableTest.batch();
      tables.executeSql(
          "CREATE TABLE t (a INT, b STRING) WITH ('connector' = 'http',"
              + " 'jq' = '.[] | {more, b, a}', 'url' = '"
              + api.url("/")
              + "')");

      assertThat(rows(tables, "SELECT * FROM t"))
          .containsExactly(Row.of(1, "x"), Row.of(2, null), Row.of(3, "z"));
    }
  }

  @Test
  void should_have_keys_and_columns_without_nulls() throws Exception {
    try (LocalApi api =
        LocalApi.answering(asked -> Answer.ok("[{\"id\":1,\"n\":\"a\"},{\"id\":2,\"n\":\"b\"}]"))) {
      TableEnvironment tables = HttpTableTest.streaming();
      tables.executeSql(
          "CREATE TABLE t (id BIGINT, n STRING NOT NULL, PRIMARY KEY (id) NOT ENFORCED) WITH ("
              + POLLED
              + "'url' = '"
              + api.url("/")
              + "')");

      List<Row> rows = rows(tables, "SELECT id, n FROM t");

      assertThat(rows)
          .containsExactly(Row.of(1L, "a"), Row.of(2L, "b"), Row.of(1L, "a"), Row.of(2L, "b"));
    }
  }
}
