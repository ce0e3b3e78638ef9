package io.sqluice.duckdb.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.secret.SessionSecrets;
import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Columns that one request finds. */
@Timeout(120)
class FetchedColumnsTest {

  private final CatalogSession session = new CatalogSession();

  @Test
  void should_ask_once_as_the_table_does() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"id\": 1}]"))) {
      // when
      session.createTable(
          api.url("/items"),
          ", 'schema.infer' = 'fetch', 'auth.type' = 'bearer', 'auth.token' = 'T', 'headers.X-A' = 'b', 'params.since' = '{{cursor}}', 'scan.cursor.jq' = '.id', 'scan.cursor.initial' = '5', 'pagination.type' = 'page-based', 'pagination.start' = '1'");

      // then
      assertThat(session.describe("t")).containsExactly("id BIGINT");
      assertThat(api.asked()).hasSize(1);
      LocalApi.Asked asked = api.asked().get(0);
      assertThat(asked.headers())
          .containsEntry("authorization", "Bearer T")
          .containsEntry("x-a", "b");
      assertThat(asked.param("since")).isEqualTo("5");
      assertThat(asked.param("page")).isEqualTo("1");
    }
  }

  @Test
  void should_repeat_a_request_that_is_worth_repeating() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                requests.incrementAndGet() == 1
                    ? Answer.status(503, "")
                    : Answer.ok("{\"id\": 1}"))) {
      session.createTable(
          api.url("/items"), ", 'schema.infer' = 'fetch', 'retry.initial-backoff' = '1 ms'");

      assertThat(session.describe("t")).containsExactly("id BIGINT");
      assertThat(requests).hasValue(2);
    }
  }

  @Test
  void should_find_the_columns_of_a_query_and_read_with_them() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked -> new Answer(200, Map.of("Content-Type", "text/csv"), "a,b\n1,x\n2,x\n"))) {
      session.createTable(
          api.url("/items"),
          ", 'schema.infer' = 'fetch', 'format' = 'csv', 'transform.sql' = 'SELECT b, sum(a) AS total FROM payload GROUP BY b'");

      assertThat(session.describe("t")).containsExactly("b STRING", "total DECIMAL(38, 0)");
      assertThat(session.rows("SELECT b, CAST(total AS INT) FROM t"))
          .containsExactly(Row.of("x", 3));
    }
  }

  @Test
  void should_not_ask_where_a_sample_is_named() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("{\"id\": 1}"))) {
      assertThatThrownBy(
              () ->
                  session.createTable(
                      api.url("/"), ", 'schema.infer' = 'fetch', 'schema.sample' = 'none'"))
          .rootCause()
          .hasMessageContaining("'schema.sample': found 'none', but there is no file ");
      assertThat(api.asked()).isEmpty();
    }
  }

  @Test
  void should_say_what_was_answered() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.status(404, "not here"))) {
      assertThatThrownBy(() -> session.createTable(api.url("/items"), ", 'schema.infer' = 'fetch'"))
          .rootCause()
          .hasMessageContaining("GET " + api.url("/items"))
          .hasMessageContaining("404");
      assertThatThrownBy(
              () ->
                  session.createTable(
                      api.url("/items"), ", 'schema.infer' = 'fetch', 'ignored-codes' = '404'"))
          .rootCause()
          .hasMessage(
              "The request for the columns of table s.default.t ('schema.infer' = 'fetch') failed: the answer has the status code 404, with which it has no rows");
    }
  }

  @Test
  void should_show_no_secret_of_the_request() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[1]"));
        SessionSecrets secrets = SessionSecrets.open()) {
      secrets.define("key", "s3cr3t-value");
      assertThatThrownBy(
              () ->
                  session.createTable(
                      api.url("/items"), ", 'schema.infer' = 'fetch', 'params.key' = 'SECRET key'"))
          .rootCause()
          .hasMessage(
              "Table s.default.t has 1 problem:\n  - 'schema.infer': no columns can be made of "
                  + api.url("/items?key=")
                  + "***: record 1 is 1, expected an object, whose fields become the columns; let jq make one, as in {value: .}.");
      assertThat(api.asked().get(0).param("key")).isEqualTo("s3cr3t-value");
    }
  }

  @Test
  void should_name_a_secret_that_is_missing() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[1]"))) {
      assertThatThrownBy(
              () ->
                  session.createTable(
                      api.url("/items"),
                      ", 'schema.infer' = 'fetch', 'params.key' = 'SECRET no_such_key'"))
          .rootCause()
          .hasMessageContaining("Nothing defines the secret 'no_such_key'");
      assertThat(api.asked()).isEmpty();
    }
  }

  @Test
  void should_not_ask_for_a_lookup_whose_request_needs_keys() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("{\"id\": 1}"))) {
      assertThatThrownBy(
              () ->
                  session.sql(
                      "CREATE TABLE t ($id INT) WITH ('connector' = 'lookup-http', 'url' = '%s', 'schema.infer' = 'fetch')"
                          .formatted(api.url("/items/$id"))))
          .rootCause()
          .hasMessage(
              """
              Table s.default.t has 1 problem:
                - 'schema.infer': the request has placeholders for the keys of a row, and there is no row when the table is created; name a file with a recorded answer in 'schema.sample'.""");
      assertThat(api.asked()).isEmpty();

      session.sql(
          "CREATE TABLE t WITH ('connector' = 'lookup-http', 'url' = '%s', 'schema.infer' = 'fetch')"
              .formatted(api.url("/items")));
      assertThat(session.describe("t")).containsExactly("id BIGINT");
    }
  }
}
