package io.sqluice.lookup.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.Warnings;
import io.sqluice.lookup.table.Joins;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 'lookup.cache' = 'FULL': all rows of the API, loaded from time to time. */
@Timeout(60)
class FullCacheTest {

  private static final RowType COLUMNS =
      OpenJoin.columns("id", VarCharType.STRING_TYPE, "n", new IntType());

  private static HttpFullCacheFunction function(LocalApi api, String... options) {
    Map<String, String> all =
        OpenJoin.options(
            "url", api.url("/items"),
            "lookup.cache", "FULL",
            "lookup.full-cache.periodic-reload.interval", "1 h",
            "retry.max-attempts", "1");
    all.putAll(OpenJoin.options(options));
    Joins.Join join = Joins.of(COLUMNS, all, "id");
    return new HttpFullCacheFunction(join.config(), join.plan());
  }

  private static void open(HttpFullCacheFunction function) throws Exception {
    function.open(new TestingContext(new MetricListener().getMetricGroup()));
  }

  private static List<String> lookup(HttpFullCacheFunction function, Object... keys)
      throws Exception {
    return function.lookup(OpenJoin.keys(keys)).stream().map(RowData::toString).toList();
  }

  @Test
  void should_load_all_rows_with_one_request() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                Answer.ok(
                    "[{\"id\": \"a\", \"n\": 1}, {\"id\": \"b\", \"n\": 2},"
                        + " {\"id\": \"a\", \"n\": 3}, {\"n\": 4}]"))) {
      HttpFullCacheFunction function = function(api);
      try {
        open(function);

        assertThat(lookup(function, "a")).containsExactly("+I(a,1)", "+I(a,3)");
        assertThat(lookup(function, "b")).containsExactly("+I(b,2)");
        for (int i = 0; i < 1_000; i++) {
          assertThat(lookup(function, "other" + i)).isEmpty();
        }
        // NULL is equal to nothing, nor to the row without an id.
        assertThat(lookup(function, new Object[] {null})).isEmpty();
        assertThat(api.asked()).hasSize(1);
      } finally {
        function.close();
      }
    }
  }

  @Test
  void should_load_all_pages() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                Answer.ok(
                    asked.param("page").equals("3")
                        ? "[]"
                        : "[{\"id\": \"p%1$s\", \"n\": %1$s}]".formatted(asked.param("page"))))) {
      HttpFullCacheFunction function = function(api, "pagination.type", "page-based");
      try {
        open(function);

        assertThat(lookup(function, "p0")).containsExactly("+I(p0,0)");
        assertThat(lookup(function, "p2")).containsExactly("+I(p2,2)");
        assertThat(api.asked()).hasSize(4);
      } finally {
        function.close();
      }
    }
  }

  @Test
  void should_load_the_rows_again_after_the_interval() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    try (LocalApi api =
        LocalApi.answering(
            asked -> {
              int load = loads.incrementAndGet();
              if (load == 3) {
                third.countDown();
                await(seen);
              }
              return Answer.ok("[{\"id\": \"a\", \"n\": " + load + "}]");
            })) {
      HttpFullCacheFunction function =
          function(api, "lookup.full-cache.periodic-reload.interval", "1 ms");
      try {
        open(function);

        // Loads do not overlap: that of the second is over when the third asks.
        third.await();
        assertThat(lookup(function, "a")).containsExactly("+I(a,2)");
      } finally {
        seen.countDown();
        function.close();
      }
    }
  }

  /** Flink lets lookups begin before it says that the load failed, and they would find no rows. */
  @Test
  void should_not_open_if_the_first_load_fails() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.status(500, "out of order"))) {
      HttpFullCacheFunction function = function(api, "lookup.error-policy", "null");
      try {
        assertThatThrownBy(() -> open(function))
            .hasMessage(
                "Table `c`.`d`.`t`: GET "
                    + api.url("/items")
                    + " failed after 1 attempt: the server answered with status 500 and the body"
                    + " \"out of order\". Look at the server, or raise 'retry.max-attempts' (now"
                    + " 1).");
      } finally {
        function.close();
      }
    }
  }

  @Test
  void should_not_take_a_wrong_path_for_an_api_without_rows() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.status(404, ""))) {
      HttpFullCacheFunction function = function(api);
      try {
        assertThatThrownBy(() -> open(function))
            .hasMessage(
                "Table `c`.`d`.`t`: GET "
                    + api.url("/items")
                    + " was answered with status 404, which 'ignored-codes' takes for no rows, but all"
                    + " rows were asked for. Check the path in 'url'.");
      } finally {
        function.close();
      }
    }
  }

  @Test
  void should_load_anew_for_a_task_that_starts_again_while_another_is_there() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                loads.incrementAndGet() == 1
                    ? Answer.status(500, "out of order")
                    : Answer.ok("[{\"id\": \"a\", \"n\": 1}]"))) {
      HttpFullCacheFunction failed = function(api);
      HttpFullCacheFunction again = function(api);
      try {
        assertThatThrownBy(() -> open(failed)).isInstanceOf(LookupFailure.class);

        open(again);

        assertThat(lookup(again, "a")).containsExactly("+I(a,1)");
        assertThat(api.asked()).hasSize(2);
      } finally {
        again.close();
        failed.close();
      }
    }
  }

  @Test
  void should_keep_the_rows_where_a_later_load_fails() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    try (Warnings warnings = new Warnings();
        LocalApi api =
            LocalApi.answering(
                asked -> {
                  int load = loads.incrementAndGet();
                  if (load == 3) {
                    third.countDown();
                    await(seen);
                  }
                  return load == 2
                      ? Answer.status(500, "")
                      : Answer.ok("[{\"id\": \"a\", \"n\": " + load + "}]");
                })) {
      HttpFullCacheFunction function =
          function(
              api,
              "lookup.full-cache.periodic-reload.interval",
              "1 ms",
              "lookup.error-policy",
              "null");
      try {
        open(function);

        third.await();
        assertThat(lookup(function, "a")).containsExactly("+I(a,1)");
        assertThat(warnings.messages())
            .containsExactly(
                "Table `c`.`d`.`t`: all rows could not be loaded anew, and those of the last load stay"
                    + " ('lookup.error-policy'): GET "
                    + api.url("/items")
                    + " failed after 1 attempt: the server answered with status 500 and no body. Look at the"
                    + " server, or raise 'retry.max-attempts' (now 1). For a minute, more of them"
                    + " are only counted (metric failedLookups)");
      } finally {
        seen.countDown();
        function.close();
      }
    }
  }

  @Test
  void should_fail_lookups_where_a_later_load_fails_if_that_is_the_policy() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                loads.incrementAndGet() == 1
                    ? Answer.ok("[{\"id\": \"a\", \"n\": 1}]")
                    : Answer.status(500, "out of order"))) {
      HttpFullCacheFunction function =
          function(api, "lookup.full-cache.periodic-reload.interval", "1 ms");
      try {
        open(function);

        assertThatThrownBy(
                () -> {
                  while (true) {
                    assertThat(lookup(function, "a")).containsExactly("+I(a,1)");
                    Thread.onSpinWait();
                  }
                })
            .hasRootCauseMessage(
                "Table `c`.`d`.`t`: GET "
                    + api.url("/items")
                    + " failed after 1 attempt: the server answered with status 500 and the body"
                    + " \"out of order\". Look at the server, or raise 'retry.max-attempts' (now"
                    + " 1).");
      } finally {
        function.close();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
