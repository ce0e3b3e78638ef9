package io.sqluice.lookup.faults;

import static io.sqluice.lookup.faults.LookupBench.input;
import static io.sqluice.lookup.faults.LookupBench.ok;
import static io.sqluice.lookup.faults.LookupBench.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of no, one and many rows for several rows of a key, however they are looked up. */
@Timeout(120)
class EqualResultsTest {

  @RegisterExtension static final LookupBench BENCH = new LookupBench();

  private static final String[] KEYS = {"many", "one", "none", "many", null, "gone", "one"};

  private static final List<Row> MATCHES =
      List.of(
          Row.of(0, "many", "many", 1),
          Row.of(0, "many", "many", 2),
          Row.of(0, "many", "many", 3),
          Row.of(1, "one", "one", 7),
          Row.of(3, "many", "many", 1),
          Row.of(3, "many", "many", 2),
          Row.of(3, "many", "many", 3),
          Row.of(6, "one", "one", 7));

  private static final List<Row> WITHOUT_MATCH =
      List.of(
          Row.of(2, "none", null, null),
          Row.of(4, null, null, null),
          Row.of(5, "gone", null, null));

  /**
   * A way to look rows up.
   *
   * @param requests for the six rows that have a key, of which four are different
   */
  record Mode(
      String name,
      boolean batch,
      String hint,
      Map<String, String> config,
      int requests,
      String... options) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Mode> modes() {
    String[] singly = {"lookup.single-flight", "false"};
    String[] cached = {"lookup.cache", "PARTIAL", "lookup.partial-cache.max-rows", "100"};
    String syncHint = "/*+ LOOKUP('table'='o', 'async'='false') */";
    String orderedHint = "/*+ LOOKUP('table'='o', 'async'='true', 'output-mode'='ordered') */";
    String unorderedHint =
        "/*+ LOOKUP('table'='o', 'async'='true', 'output-mode'='allow_unordered') */";
    String mode = "table.exec.async-lookup.output-mode";
    return Stream.of(
        new Mode("async", false, "", Map.of(), 6, singly),
        new Mode("async, ordered", false, "", Map.of(mode, "ORDERED"), 6, singly),
        new Mode("async, unordered", false, "", Map.of(mode, "ALLOW_UNORDERED"), 6, singly),
        new Mode("ordered by hint", false, orderedHint, Map.of(), 6, singly),
        new Mode("unordered by hint", false, unorderedHint, Map.of(), 6, singly),
        new Mode("sync by hint", false, syncHint, Map.of(), 6),
        new Mode("sync by option", false, "", Map.of(), 6, "lookup.async", "false"),
        new Mode("async and cached", false, "", Map.of(), 4, cached),
        new Mode("sync and cached", false, syncHint, Map.of(), 4, cached),
        new Mode("batch mode", true, "", Map.of(), 6, singly),
        new Mode("batch mode, sync", true, syncHint, Map.of(), 6, singly));
  }

  @BeforeEach
  void answerTheKeys() {
    BENCH.answer("many", ok("[{\"v\":1},{\"v\":2},{\"v\":3}]"));
    BENCH.answer("one", ok("[{\"v\":7}]"));
    BENCH.answer("none", ok("[]"));
    BENCH.answer("gone", status(404));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void should_give_all_rows_of_each_answer(Mode mode) throws Exception {
    // given
    StreamTableEnvironment tables = tables(mode);

    // when
    Ended ended = BENCH.run(tables, query(mode, "JOIN"));

    // then
    assertThat(ended.failure()).isNull();
    assertThat(ended.rows()).containsExactlyInAnyOrderElementsOf(MATCHES);
    assertAsked(mode, ended);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void should_keep_rows_without_a_match_in_a_left_join(Mode mode) throws Exception {
    // given
    StreamTableEnvironment tables = tables(mode);

    // when
    Ended ended = BENCH.run(tables, query(mode, "LEFT JOIN"));

    // then
    List<Row> all = new ArrayList<>(MATCHES);
    all.addAll(WITHOUT_MATCH);
    assertThat(ended.failure()).isNull();
    assertThat(ended.rows()).containsExactlyInAnyOrderElementsOf(all);
    assertAsked(mode, ended);
  }

  /** The answer to the first row comes last. */
  @Test
  void should_keep_the_order_of_rows_unless_it_may_not() throws Exception {
    BENCH.answer("many", ok("[{\"v\":1},{\"v\":2},{\"v\":3}]").withFixedDelay(1_000));
    String mode = "table.exec.async-lookup.output-mode";
    String[] singly = {"lookup.single-flight", "false"};
    List<Mode> modes =
        List.of(
            new Mode("ordered", false, "", Map.of(mode, "ORDERED"), 6, singly),
            new Mode("unordered", false, "", Map.of(mode, "ALLOW_UNORDERED"), 6, singly));

    List<Object> firsts = new ArrayList<>();
    for (Mode each : modes) {
      Ended ended = BENCH.run(tables(each), query(each, "JOIN"));
      firsts.add(ended.rows().get(0).getField(0));
    }

    assertThat(firsts.get(0)).isEqualTo(0);
    // Which of the others comes first is nobody's promise.
    assertThat(firsts.get(1)).isNotEqualTo(0);
  }

  private static StreamTableEnvironment tables(Mode mode) {
    StreamTableEnvironment tables = mode.batch() ? BENCH.batch() : BENCH.streaming(1);
    mode.config().forEach(tables.getConfig()::set);
    Row[] rows = new Row[KEYS.length];
    for (int n = 0; n < KEYS.length; n++) {
      rows[n] = Row.of(n, KEYS[n]);
    }
    input(tables, "n INT, k STRING", rows);
    BENCH.lookup(tables, "$k STRING, v INT", mode.options());
    return tables;
  }

  private static String query(Mode mode, String join) {
    return "SELECT "
        + mode.hint()
        + " i.n, i.k, o.`$k`, o.v FROM i "
        + join
        + " o FOR SYSTEM_TIME AS OF i.now AS o ON i.k = o.`$k`";
  }

  private static void assertAsked(Mode mode, Ended ended) {
    assertThat(BENCH.requests()).hasSize(mode.requests());
    assertThat(BENCH.targets().stream().distinct())
        .containsExactly("/o?k=gone", "/o?k=many", "/o?k=none", "/o?k=one");
    assertThat(ended.metrics())
        .containsEntry("lookups", 6L)
        .containsEntry("requests", (long) mode.requests())
        .containsEntry("recordsEmitted", 8L)
        .containsEntry("failedLookups", 0L);
  }
}
