package io.sqluice.lookup.faults;

import static io.sqluice.lookup.faults.LookupBench.input;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Conditions beyond the parameters of the request. Flink gives each equality to the lookup and does
 * not check it again, so that a lookup which did not would let wrong rows through.
 */
@Timeout(120)
class ConditionsTest {

  @RegisterExtension static final LookupBench BENCH = new LookupBench();

  private static final String COLUMNS =
      "$k STRING, v INT, kind STRING, price DOUBLE, amount DECIMAL(6, 2), since DATE, bin BYTES,"
          + " ok BOOLEAN, seen TIMESTAMP(3)";

  private static final String ANSWER =
      """
      [{"v": 1, "kind": "x", "price": 0.5, "amount": "1.50", "since": "2024-01-01", "bin": "YQ==", "ok": true, "seen": "2024-01-01T00:00:01"},
       {"v": 7, "kind": "x", "price": 1.5, "amount": "2.50", "since": "2024-01-02", "bin": "Yg==", "ok": false, "seen": "2024-01-01T00:00:02"},
       {"v": 9, "kind": "y", "price": 2.5, "amount": "3.50", "since": "2024-01-03", "bin": "Yw==", "ok": false, "seen": "2024-01-01T00:00:03"},
       {"v": null, "kind": null, "price": null, "amount": null, "since": null, "bin": null, "ok": null, "seen": null}]
      """;

  /**
   * A join and its rows: n of the input, v of the answer.
   *
   * @param rest what follows {@code o}
   */
  record Case(String join, String rest, List<Row> rows) {

    @Override
    public String toString() {
      return join + " o " + rest;
    }
  }

  private static Case inner(String rest, Row... rows) {
    return new Case("JOIN", rest, List.of(rows));
  }

  private static Case left(String rest, Row... rows) {
    return new Case("LEFT JOIN", rest, List.of(rows));
  }

  /** The input has two rows: 1 with kind x and w = 1, and 2 with kind z and w = 9. */
  static Stream<Case> cases() {
    Row all1 = Row.of(1, 1);
    Row all2 = Row.of(1, 7);
    Row all3 = Row.of(1, 9);
    return Stream.of(
        // Equalities with another column of the row.
        inner("AND i.kind = o.kind", all1, all2),
        left("AND i.kind = o.kind", all1, all2, Row.of(2, null)),
        inner("AND i.w = o.v", all1, Row.of(2, 9)),
        inner("AND i.w = o.v AND i.kind = o.kind", all1),
        inner("AND i.price = o.price", all1),
        inner("AND i.amount = o.amount", all1),
        inner("AND i.since = o.since", all1),
        inner("AND i.bin = o.bin", all1),
        inner("AND i.seen = o.seen", all1),
        // An equality of types that differ.
        inner("AND CAST(i.w AS BIGINT) = o.v", all1, Row.of(2, 9)),
        // Equalities with a constant.
        inner("AND o.kind = 'y'", all3, Row.of(2, 9)),
        left("AND o.kind = 'none'", Row.of(1, null), Row.of(2, null)),
        inner("AND o.v = 7", all2, Row.of(2, 7)),
        inner("AND o.ok", all1, Row.of(2, 1)),
        inner("AND NOT o.ok", all2, all3, Row.of(2, 7), Row.of(2, 9)),
        inner("AND o.amount = 2.5", all2, Row.of(2, 7)),
        inner("AND o.since = DATE '2024-01-02'", all2, Row.of(2, 7)),
        // Filters on the table that is asked.
        inner("WHERE o.kind = 'y'", all3, Row.of(2, 9)),
        inner("WHERE o.v > 5", all2, all3, Row.of(2, 7), Row.of(2, 9)),
        left("WHERE o.v > 5", all2, all3, Row.of(2, 7), Row.of(2, 9)),
        left("WHERE o.kind = 'y'", all3, Row.of(2, 9)),
        inner("WHERE o.v IS NULL", Row.of(1, null), Row.of(2, null)),
        left("AND i.kind = o.kind WHERE o.v IS NULL", Row.of(2, null)),
        inner("WHERE o.kind IN ('y', 'z')", all3, Row.of(2, 9)),
        // Conditions that are not equalities.
        inner("AND i.w < o.v", all2, all3),
        left("AND i.w < o.v", all2, all3, Row.of(2, null)),
        left("AND o.v > 100", Row.of(1, null), Row.of(2, null)),
        inner("AND i.kind <> o.kind", all3, Row.of(2, 1), Row.of(2, 7), Row.of(2, 9)),
        inner("AND o.v BETWEEN i.w AND 7", all1, all2),
        inner("AND (o.v = i.w OR o.kind = 'y')", all1, all3, Row.of(2, 9)),
        left("AND i.n = 2 AND o.v = 7", Row.of(1, null), Row.of(2, 7)),
        left(
            "AND i.n = 2",
            Row.of(1, null),
            Row.of(2, 1),
            Row.of(2, 7),
            Row.of(2, 9),
            Row.of(2, null)),
        inner(
            "AND o.`$k` = 'a'",
            all1,
            all2,
            all3,
            Row.of(1, null),
            Row.of(2, 1),
            Row.of(2, 7),
            Row.of(2, 9),
            Row.of(2, null)),
        left("AND o.`$k` = 'b'", Row.of(1, null), Row.of(2, null)));
  }

  @BeforeEach
  void answerTheKey() {
    BENCH.answer(ANSWER);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void should_let_the_right_rows_through(Case join) throws Exception {
    // given
    StreamTableEnvironment tables = BENCH.streaming(1);
    createTables(tables);

    // when
    Ended ended =
        BENCH.run(
            tables,
            "SELECT i.n, o.v FROM i "
                + join.join()
                + " o FOR SYSTEM_TIME AS OF i.now AS o ON i.k = o.`$k` "
                + join.rest());

    // then
    assertThat(ended.failure()).isNull();
    assertThat(ended.rows()).containsExactlyInAnyOrderElementsOf(join.rows());
  }

  /** What is not a parameter is not in the request, so that rows which differ in it share one. */
  @Test
  void should_let_the_right_rows_out_of_a_cache() throws Exception {
    // given
    StreamTableEnvironment tables = BENCH.streaming(1);
    createTables(
        tables,
        "lookup.async",
        "false",
        "lookup.cache",
        "PARTIAL",
        "lookup.partial-cache.max-rows",
        "9");

    // when
    Ended ended =
        BENCH.run(
            tables,
            "SELECT i.n, o.v FROM i LEFT JOIN o FOR SYSTEM_TIME AS OF i.now AS o"
                + " ON i.k = o.`$k` AND i.w = o.v AND o.ok = (i.w = 1)");

    // then
    assertThat(ended.rows()).containsExactly(Row.of(1, 1), Row.of(2, 9));
    assertThat(BENCH.targets()).containsExactly("/o?k=a");
    assertThat(ended.metrics()).containsEntry("cacheHits", 1L).containsEntry("cacheMisses", 1L);
  }

  private static void createTables(StreamTableEnvironment tables, String... options) {
    input(
        tables,
        "n INT, k STRING, w INT, kind STRING, price DOUBLE, amount DECIMAL(6, 2), since DATE,"
            + " bin BYTES, seen TIMESTAMP(3)",
        row(1, 1, "x", 0.5, "1.50", "2024-01-01", "a", "2024-01-01T00:00:01"),
        row(2, 9, "z", 7.5, "7.50", "2024-02-01", "z", "2024-02-01T00:00:01"));
    BENCH.lookup(tables, COLUMNS, options);
  }

  private static Row row(
      int n,
      int w,
      String kind,
      double price,
      String amount,
      String since,
      String bin,
      String seen) {
    return Row.of(
        n,
        "a",
        w,
        kind,
        price,
        new BigDecimal(amount),
        LocalDate.parse(since),
        bin.getBytes(StandardCharsets.UTF_8),
        LocalDateTime.parse(seen));
  }
}
