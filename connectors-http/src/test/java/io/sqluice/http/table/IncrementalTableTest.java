package io.sqluice.http.table;

import static io.sqluice.http.table.HttpTableTest.batch;
import static io.sqluice.http.table.HttpTableTest.rows;
import static io.sqluice.http.table.HttpTableTest.streaming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Incremental reading and failed polls in SQL, on a MiniCluster. */
@Timeout(120)
class IncrementalTableTest {

  @Test
  void should_read_a_backfill_to_its_end_in_batch_mode() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                Answer.ok(
                    LongStream.range(
                            Long.parseLong(asked.param("from")),
                            Math.min(Long.parseLong(asked.param("to")), 25))
                        .mapToObj(id -> "{\"id\":" + id + "}")
                        .collect(Collectors.joining(",", "[", "]"))))) {
      TableEnvironment tables = batch();
      tables.executeSql(
          "CREATE TABLE t (id BIGINT) WITH ('connector' = 'http', 'url' = '"
              + api.url("/records?from={{cursor}}&to={{cursor_end}}")
              + "', 'scan.cursor.jq' = '.id', 'scan.cursor.initial' = '0',"
              + " 'scan.cursor.step' = '10')");

      assertThat(rows(tables, "SELECT id FROM t")).hasSize(25);
      assertThat(api.asked())
          .extracting(asked -> asked.param("from"))
          .containsExactly("0", "10", "20", "30");
    }
  }

  @Test
  void should_tell_of_a_failed_poll_in_a_row_of_nulls() throws Exception {
    AtomicInteger polls = new AtomicInteger();
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                polls.incrementAndGet() == 1
                    ? Answer.ok("{\"id\":\"half")
                    : Answer.ok("[{\"id\":1}]"))) {
      TableEnvironment tables = streaming();
      tables.executeSql(
          "CREATE TABLE t (id BIGINT, why STRING METADATA FROM 'error',"
              + " `status-code` INT METADATA) WITH ('connector' = 'http', 'url' = '"
              + api.url("/n")
              + "', 'scan.poll-interval' = '10 ms', 'scan.bounded.max-polls' = '2',"
              + " 'scan.error-policy' = 'emit')");

      List<Row> rows = rows(tables, "SELECT id, `status-code`, why IS NULL FROM t");

      assertThat(rows).containsExactly(Row.of(null, 200, false), Row.of(1L, 200, true));
    }
  }

  @Test
  void should_fail_a_batch_job_at_its_first_failed_poll_whatever_the_policy() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.status(400, "no"))) {
      TableEnvironment tables = batch();
      tables.executeSql(
          "CREATE TABLE t (id BIGINT, error STRING METADATA) WITH ('connector' = 'http', 'url' = '"
              + api.url("/n")
              + "', 'scan.error-policy' = 'emit')");

      assertThatThrownBy(() -> rows(tables, "SELECT * FROM t"))
          .hasStackTraceContaining("Poll 1 of table default_catalog.default_database.t");
    }
  }
}
