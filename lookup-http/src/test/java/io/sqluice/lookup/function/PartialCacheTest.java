package io.sqluice.lookup.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.lookup.table.Joins;
import io.sqluice.lookup.table.Joins.Join;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.connector.source.lookup.cache.ClockedCache;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 'lookup.cache' = 'PARTIAL': answers that are kept by what was asked. */
@Timeout(60)
class PartialCacheTest {

  private static final RowType COLUMNS =
      OpenJoin.columns("$id", VarCharType.STRING_TYPE, "n", new IntType());

  /** An API that numbers its answers. */
  private static LocalApi numbering() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    return LocalApi.answering(asked -> Answer.ok("{\"n\": " + answers.incrementAndGet() + "}"));
  }

  private static Join cached(LocalApi api, String... options) {
    Map<String, String> all = OpenJoin.options(options);
    all.put("url", api.url("/items?id=$id"));
    all.put("lookup.cache", "PARTIAL");
    return Joins.of(COLUMNS, all, "$id");
  }

  @Test
  void should_ask_once_for_each_key_and_count_hits_and_misses() throws Exception {
    try (LocalApi api = numbering();
        OpenJoin join = new OpenJoin(cached(api, "lookup.partial-cache.max-rows", "10"))) {
      assertThat(join.gauge("cacheHitRatio")).isEqualTo(0.0);

      assertThat(join.lookup("a")).containsExactly("+I(a,1)");
      assertThat(join.lookup("b")).containsExactly("+I(b,2)");
      assertThat(join.lookup("a")).containsExactly("+I(a,1)");
      assertThat(join.lookup("a")).containsExactly("+I(a,1)");
      assertThat(join.lookup("b")).containsExactly("+I(b,2)");

      assertThat(api.asked()).hasSize(2);
      assertThat(join.count("cacheHits")).isEqualTo(3);
      assertThat(join.count("cacheMisses")).isEqualTo(2);
      assertThat(join.gauge("cacheHitRatio")).isEqualTo(0.6);
      assertThat(join.gauge("cachedAnswers")).isEqualTo(2L);
      assertThat(join.count("recordsEmitted")).isEqualTo(5);
    }
  }

  @Test
  void should_keep_no_more_answers_than_max_rows() throws Exception {
    try (LocalApi api = numbering();
        OpenJoin join = new OpenJoin(cached(api, "lookup.partial-cache.max-rows", "1"))) {
      join.lookup("a");
      join.lookup("b");

      assertThat(join.lookup("a")).containsExactly("+I(a,3)");
      assertThat(join.gauge("cachedAnswers")).isEqualTo(1L);
    }
  }

  @Test
  void should_ask_anew_for_an_answer_that_is_too_old() throws Exception {
    ManualClock clock = new ManualClock();
    try (LocalApi api = numbering();
        OpenJoin join =
            atTimeOf(clock, cached(api, "lookup.partial-cache.expire-after-write", "1 min"))) {
      join.lookup("a");

      clock.advanceTime(Duration.ofSeconds(59));
      assertThat(join.lookup("a")).containsExactly("+I(a,1)");

      // That it was read lets it not live longer.
      clock.advanceTime(Duration.ofSeconds(1));
      assertThat(join.lookup("a")).containsExactly("+I(a,2)");
    }
  }

  @Test
  void should_ask_anew_for_an_answer_that_nobody_read_for_long() throws Exception {
    ManualClock clock = new ManualClock();
    try (LocalApi api = numbering();
        OpenJoin join =
            atTimeOf(clock, cached(api, "lookup.partial-cache.expire-after-access", "1 min"))) {
      join.lookup("a");

      clock.advanceTime(Duration.ofSeconds(59));
      assertThat(join.lookup("a")).containsExactly("+I(a,1)");
      clock.advanceTime(Duration.ofSeconds(59));
      assertThat(join.lookup("a")).containsExactly("+I(a,1)");

      clock.advanceTime(Duration.ofSeconds(60));
      assertThat(join.lookup("a")).containsExactly("+I(a,2)");
    }
  }

  private static OpenJoin atTimeOf(ManualClock clock, Join join) {
    return new OpenJoin(
        join, config -> new AnswerCache(ClockedCache.of(AnswerCache.flinkCache(config), clock)));
  }

  @Test
  void should_keep_that_a_key_has_no_rows() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.status(404, ""));
        OpenJoin join = new OpenJoin(cached(api, "lookup.partial-cache.max-rows", "10"))) {
      assertThat(join.lookup("a")).isEmpty();
      assertThat(join.lookup("a")).isEmpty();

      assertThat(api.asked()).hasSize(1);
      assertThat(join.count("cacheHits")).isEqualTo(1);
    }
  }

  @Test
  void should_ask_again_for_a_key_without_rows_if_it_is_told_to() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[]"));
        OpenJoin join =
            new OpenJoin(
                cached(
                    api,
                    "lookup.partial-cache.max-rows",
                    "10",
                    "lookup.partial-cache.cache-missing-key",
                    "false"))) {
      assertThat(join.lookup("a")).isEmpty();
      assertThat(join.lookup("a")).isEmpty();

      assertThat(api.asked()).hasSize(2);
      assertThat(join.count("cacheMisses")).isEqualTo(2);
    }
  }

  @Test
  void should_never_keep_a_failure() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    answers.incrementAndGet() == 1
                        ? Answer.status(500, "")
                        : Answer.ok("{\"n\": 7}"));
        OpenJoin join =
            new OpenJoin(
                cached(
                    api,
                    "lookup.partial-cache.max-rows",
                    "10",
                    "lookup.error-policy",
                    "null",
                    "retry.max-attempts",
                    "1"))) {
      assertThat(join.lookup("a")).containsExactly("+I(a,null)");
      assertThat(join.gauge("cachedAnswers")).isEqualTo(0L);

      assertThat(join.lookup("a")).containsExactly("+I(a,7)");
      assertThat(join.lookup("a")).containsExactly("+I(a,7)");
      assertThat(answers).hasValue(2);
    }
  }

  @Test
  void should_share_answers_among_the_subtasks_of_a_worker() throws Exception {
    try (LocalApi api = numbering();
        OpenJoin one = new OpenJoin(cached(api, "lookup.partial-cache.max-rows", "10"));
        OpenJoin other = new OpenJoin(cached(api, "lookup.partial-cache.max-rows", "10"))) {
      assertThat(one.lookup("a")).containsExactly("+I(a,1)");
      assertThat(other.lookup("a")).containsExactly("+I(a,1)");

      assertThat(api.asked()).hasSize(1);
      assertThat(other.count("cacheHits")).isEqualTo(1);
      assertThat(one.count("cacheHits")).isEqualTo(0);
    }
  }

  @Test
  void should_give_each_join_the_rows_that_its_own_keys_are_equal_to() throws Exception {
    RowType columns =
        OpenJoin.columns(
            "$id", VarCharType.STRING_TYPE, "kind", VarCharType.STRING_TYPE, "n", new IntType());
    try (LocalApi api =
        LocalApi.answering(
            asked -> Answer.ok("[{\"kind\": \"x\", \"n\": 1}, {\"kind\": \"y\", \"n\": 2}]"))) {
      Map<String, String> options =
          OpenJoin.options(
              "url", api.url("/items?id=$id"),
              "lookup.cache", "PARTIAL",
              "lookup.partial-cache.max-rows", "10");
      try (OpenJoin all = new OpenJoin(Joins.of(columns, options, "$id"));
          OpenJoin ofKind = new OpenJoin(Joins.of(columns, options, "$id", "kind"))) {
        assertThat(ofKind.lookup("a", "y")).containsExactly("+I(a,y,2)");
        assertThat(all.lookup("a")).containsExactly("+I(a,x,1)", "+I(a,y,2)");
        assertThat(ofKind.lookup("a", "x")).containsExactly("+I(a,x,1)");
        assertThat(ofKind.lookup("a", "z")).isEmpty();

        // Of the three lookups of one join, the answer to the first serves all.
        assertThat(ofKind.count("cacheHits")).isEqualTo(2);
        assertThat(ofKind.count("cacheMisses")).isEqualTo(1);
      }
    }
  }
}
