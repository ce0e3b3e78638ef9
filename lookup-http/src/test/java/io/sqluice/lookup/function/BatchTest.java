package io.sqluice.lookup.function;

import static io.sqluice.lookup.function.OpenJoin.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.LocalApi.Asked;
import io.sqluice.lookup.table.Joins;
import io.sqluice.lookup.table.Joins.Join;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 'lookup.batch.size': the keys of several rows in one request. */
@Timeout(60)
class BatchTest {

  private static final RowType COLUMNS =
      OpenJoin.columns("$id", VarCharType.STRING_TYPE, "n", new IntType());

  /** Batches of three that wait for the third key longer than any test takes. */
  static Join batched(LocalApi api, String... options) {
    Map<String, String> all =
        OpenJoin.options(
            "url", api.url("/items?ids=$id"),
            "lookup.batch.size", "3",
            "lookup.batch.interval", "1 h",
            "retry.max-attempts", "1");
    all.putAll(OpenJoin.options(options));
    return Joins.of(COLUMNS, all, "$id");
  }

  private static Function<Asked, Answer> answering(String body) {
    return asked -> Answer.ok(body);
  }

  @Test
  void should_ask_for_several_keys_at_once() throws Exception {
    try (LocalApi api =
            LocalApi.answering(
                answering(
                    """
                    [{"id": "c", "n": 1}, {"id": "nobody's", "n": 2}, {"id": "a", "n": 3},
                     {"id": "c", "n": 4}]"""));
        OpenJoin join = new OpenJoin(batched(api))) {
      CompletableFuture<Collection<RowData>> a = join.start("a");
      CompletableFuture<Collection<RowData>> b = join.start("b");
      assertThat(api.asked()).isEmpty();
      CompletableFuture<Collection<RowData>> c = join.start("c");

      assertThat(shown(a)).containsExactly("+I(a,3)");
      assertThat(shown(b)).isEmpty();
      assertThat(shown(c)).containsExactly("+I(c,1)", "+I(c,4)");
      assertThat(api.asked())
          .extracting(asked -> asked.uri().toString())
          .containsExactly("/items?ids=a,b,c");
      assertThat(join.histogram("batchSize").getStatistics().getMax()).isEqualTo(3);
    }
  }

  @Test
  void should_give_equal_keys_one_place() throws Exception {
    try (LocalApi api = LocalApi.answering(answering("[{\"id\": \"a\", \"n\": 1}]"));
        OpenJoin join = new OpenJoin(batched(api, "lookup.single-flight", "false"))) {
      CompletableFuture<Collection<RowData>> one = join.start("a");
      CompletableFuture<Collection<RowData>> same = join.start("a");
      join.start("b");
      assertThat(api.asked()).isEmpty();
      join.start("c");

      assertThat(shown(one)).containsExactly("+I(a,1)");
      assertThat(shown(same)).containsExactly("+I(a,1)");
      assertThat(api.asked())
          .extracting(asked -> asked.uri().toString())
          .containsExactly("/items?ids=a,b,c");
    }
  }

  @Test
  void should_join_keys_by_the_delimiter_and_encode_them() throws Exception {
    try (LocalApi api = LocalApi.answering(answering("[{\"id\": \"b&c\", \"n\": 1}]"));
        OpenJoin join =
            new OpenJoin(
                batched(
                    api,
                    "url",
                    api.url("/items"),
                    "params.ids",
                    "$id",
                    "lookup.batch.delimiter",
                    "|"))) {
      join.start("a,1");
      CompletableFuture<Collection<RowData>> odd = join.start("b&c");
      join.start("d");

      assertThat(shown(odd)).containsExactly("+I(b&c,1)");
      assertThat(api.asked().get(0).param("ids")).isEqualTo("a,1|b&c|d");
      assertThat(api.asked().get(0).uri().getRawQuery()).contains("b%26c");
    }
  }

  @Test
  void should_find_the_key_of_a_record_by_jq() throws Exception {
    try (LocalApi api =
            LocalApi.answering(
                answering("[{\"item\": {\"key\": \"B\"}, \"n\": 2}, {\"item\": null, \"n\": 1}]"));
        OpenJoin join =
            new OpenJoin(
                batched(
                    api,
                    "lookup.batch.size",
                    "2",
                    "lookup.batch.key-jq",
                    ".item.key // \"A\" | ascii_downcase"))) {
      CompletableFuture<Collection<RowData>> a = join.start("a");

      assertThat(join.lookup("b")).containsExactly("+I(b,2)");
      assertThat(shown(a)).containsExactly("+I(a,1)");
    }
  }

  @Test
  void should_fail_for_a_record_that_does_not_say_its_key() throws Exception {
    try (LocalApi api =
        LocalApi.answering(answering("[{\"id\": \"a\", \"n\": 1}, {\"ID\": \"b\", \"n\": 2}]"))) {
      try (OpenJoin join = new OpenJoin(batched(api, "lookup.batch.size", "2"))) {
        CompletableFuture<Collection<RowData>> a = join.start("a");
        CompletableFuture<Collection<RowData>> b = join.start("b");

        String message =
            "Table `c`.`d`.`t`: GET "
                + api.url("/items?ids=a,b")
                + " has an answer that cannot be read: row 2: field 'id' gives no key: found nothing,"
                + " expected the value of 'id' that the record is the answer for; set"
                + " 'lookup.batch.key-jq' to where it is, or drop such records in jq with select.";
        assertThat(shown(a)).containsExactly(message);
        assertThat(shown(b)).containsExactly(message);
      }
      try (OpenJoin join =
          new OpenJoin(
              batched(api, "lookup.batch.size", "1", "lookup.batch.key-jq", ".n | error"))) {
        assertThat(join.lookup("a"))
            .singleElement()
            .asString()
            .startsWith(
                "Table `c`.`d`.`t`: GET "
                    + api.url("/items?ids=a")
                    + " has an answer that cannot be read: row 1: 'lookup.batch.key-jq' failed: ")
            .endsWith("; correct it or check what the API sends.");
      }
    }
  }

  @Test
  void should_fail_a_key_with_the_delimiter_alone() throws Exception {
    try (LocalApi api = LocalApi.answering(answering("[{\"id\": \"a\", \"n\": 1}]"));
        OpenJoin join = new OpenJoin(batched(api))) {
      CompletableFuture<Collection<RowData>> a = join.start("a");
      CompletableFuture<Collection<RowData>> unfit = join.start("b,a");
      CompletableFuture<Collection<RowData>> c = join.start("c");

      assertThat(shown(unfit))
          .containsExactly(
              "Table `c`.`d`.`t`: nothing was asked, because the value 'b,a' of $id holds ',', which"
                  + " stands between the values of one request; expected a delimiter that no value"
                  + " holds");
      assertThat(shown(a)).containsExactly("+I(a,1)");
      assertThat(shown(c)).isEmpty();
      assertThat(api.asked())
          .extracting(asked -> asked.uri().toString())
          .containsExactly("/items?ids=a,c");
    }
  }

  @Test
  void should_send_a_batch_that_is_not_full_after_the_interval() throws Exception {
    try (LocalApi api = LocalApi.answering(answering("[{\"id\": \"a\", \"n\": 1}]"));
        OpenJoin join =
            new OpenJoin(
                batched(api, "lookup.batch.size", "1000", "lookup.batch.interval", "1 ms"))) {
      assertThat(join.lookup("a")).containsExactly("+I(a,1)");
      // The next batch has an end of its own.
      assertThat(join.lookup("b")).isEmpty();

      assertThat(api.asked())
          .extracting(asked -> asked.uri().toString())
          .containsExactly("/items?ids=a", "/items?ids=b");
    }
  }

  @Test
  void should_not_wait_for_company_that_cannot_come() throws Exception {
    try (LocalApi api = LocalApi.answering(answering("[{\"id\": \"a\", \"n\": 1}]"))) {
      Join join = batched(api);
      HttpLookupFunction function = new HttpLookupFunction(join.config(), join.plan());
      function.open(new TestingContext(new MetricListener().getMetricGroup()));
      try {
        // The interval is an hour.
        assertThat(function.lookup(OpenJoin.keys("a")))
            .extracting(RowData::toString)
            .containsExactly("+I(a,1)");
      } finally {
        function.close();
      }
    }
  }

  @Test
  void should_fail_all_keys_of_a_request_that_fails() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.status(400, "too many"))) {
      try (OpenJoin join = new OpenJoin(batched(api, "lookup.error-policy", "null"))) {
        List<CompletableFuture<Collection<RowData>>> rows =
            List.of(join.start("a"), join.start("b"), join.start("c"));

        assertThat(shown(rows.get(0))).containsExactly("+I(a,null)");
        assertThat(shown(rows.get(1))).containsExactly("+I(b,null)");
        assertThat(shown(rows.get(2))).containsExactly("+I(c,null)");
        assertThat(join.count("failedLookups")).isEqualTo(3);
      }
      try (OpenJoin join = new OpenJoin(batched(api))) {
        List<CompletableFuture<Collection<RowData>>> rows =
            List.of(join.start("a"), join.start("b"), join.start("c"));

        assertThat(rows)
            .extracting(OpenJoin::shown)
            .containsOnly(
                List.of(
                    "Table `c`.`d`.`t`: GET "
                        + api.url("/items?ids=a,b,c")
                        + " failed after 1 attempt: the server answered with status 400 and the body"
                        + " \"too many\". Check the request, or add the code to 'ignored-codes' (no"
                        + " rows), 'retry-codes' or 'success-codes'."));
      }
    }
  }

  @Test
  void should_give_no_rows_to_any_key_where_the_answer_is_ignored() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.status(404, ""));
        OpenJoin join = new OpenJoin(batched(api, "lookup.batch.size", "2"))) {
      CompletableFuture<Collection<RowData>> a = join.start("a");

      assertThat(join.lookup("b")).isEmpty();
      assertThat(shown(a)).isEmpty();
    }
  }

  @Test
  void should_take_the_keys_of_a_batch_from_all_its_pages() throws Exception {
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    Answer.ok(
                        switch (asked.param("page")) {
                          case "0" -> "[{\"id\": \"b\", \"n\": 1}]";
                          case "1" -> "[{\"id\": \"a\", \"n\": 2}, {\"id\": \"b\", \"n\": 3}]";
                          default -> "[]";
                        }));
        OpenJoin join =
            new OpenJoin(batched(api, "lookup.batch.size", "2", "pagination.type", "page-based"))) {
      CompletableFuture<Collection<RowData>> a = join.start("a");

      assertThat(join.lookup("b")).containsExactly("+I(b,1)", "+I(b,3)");
      assertThat(shown(a)).containsExactly("+I(a,2)");
    }
  }

  @Test
  void should_keep_the_answer_to_each_key_of_a_batch() throws Exception {
    try (LocalApi api = LocalApi.answering(answering("[{\"id\": \"a\", \"n\": 1}]"));
        OpenJoin join =
            new OpenJoin(
                batched(
                    api,
                    "lookup.batch.size",
                    "2",
                    "lookup.cache",
                    "PARTIAL",
                    "lookup.partial-cache.max-rows",
                    "9"))) {
      join.start("a");
      join.lookup("b");

      assertThat(join.lookup("a")).containsExactly("+I(a,1)");
      assertThat(join.lookup("b")).isEmpty();
      assertThat(api.asked()).hasSize(1);
    }
  }
}
