package io.sqluice.lookup.faults;

import static io.sqluice.lookup.faults.LookupBench.input;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are times with a format, and keys that are NULL. */
@Timeout(120)
class TimeAndNullKeysTest {

  @RegisterExtension static final LookupBench BENCH = new LookupBench();

  @Test
  void should_write_times_as_their_format_says() throws Exception {
    // given
    BENCH.answer("{\"v\":1}");
    StreamTableEnvironment tables = BENCH.streaming(1);
    tables.getConfig().set("table.local-time-zone", "Asia/Tokyo");
    input(
        tables,
        "da DATE, ts TIMESTAMP(6), tz TIMESTAMP_LTZ(3)",
        Row.of(
            LocalDate.of(2024, 2, 29),
            LocalDateTime.parse("2024-02-29T12:30:00.000250"),
            Instant.parse("2024-02-29T20:30:00.250Z")));
    BENCH.lookup(
        tables,
        "$da DATE, $ts TIMESTAMP(6), $tz TIMESTAMP_LTZ(3), v INT",
        "url",
        "{api}/{{da:yyyy}}/{{da:epoch-s}}?ms={{ts:epoch-ms}}&us={{ts:epoch-us}}&day={{ts:yyyyMMdd}}",
        "params.iso",
        "{{tz:iso}}",
        "params.s",
        "{{tz:epoch-s}}",
        "headers.X-Day",
        "{{tz:dd.MM.yyyy HH}}",
        "method",
        "POST",
        "json.ns",
        "{{ts:epoch-ns}}",
        "json.day",
        "{{da:iso}}");

    // when
    Ended ended =
        BENCH.run(
            tables,
            "SELECT o.v FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o"
                + " ON i.da = o.`$da` AND i.ts = o.`$ts` AND i.tz = o.`$tz`");

    // then
    assertThat(ended.failure()).isNull();
    assertThat(BENCH.targets())
        .containsExactly(
            "/2024/1709164800?ms=1709209800000&us=1709209800000250&day=20240229"
                + "&iso=2024-02-29T20%3A30%3A00.250Z&s=1709238600");
    assertThat(BENCH.requests().get(0).getHeader("X-Day")).isEqualTo("29.02.2024 20");
    assertThat(BENCH.requests().get(0).getBodyAsString())
        .isEqualTo("{\"day\":\"2024-02-29T00:00:00Z\",\"ns\":1709209800000250000}");
  }

  /** The second key is the request's or, behind the slash, one that answers are checked for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "JOIN / i.k = o.`$k` AND i.w = o.`$w`",
        "LEFT JOIN / i.k = o.`$k` AND i.w = o.`$w`",
        "LEFT JOIN / i.k = o.`$k` AND i.w = o.`$w` AND i.kind = o.kind",
      })
  void should_never_ask_for_null(String join) throws Exception {
    // given
    BENCH.answer("{\"v\":1,\"kind\":null}");
    StreamTableEnvironment tables = BENCH.streaming(1);
    input(
        tables,
        "n INT, k STRING, w INT, kind STRING",
        Row.of(1, null, 1, "x"),
        Row.of(2, "a", null, "x"),
        Row.of(3, null, null, "x"));
    BENCH.lookup(tables, "$k STRING, $w INT, v INT, kind STRING", "url", "{api}/o?k=$k&w=$w");

    // when
    String[] parts = join.split(" / ");
    Ended ended =
        BENCH.run(
            tables,
            "SELECT i.n, o.`$k`, o.v FROM i "
                + parts[0]
                + " o FOR SYSTEM_TIME AS OF i.now AS o ON "
                + parts[1]);

    // then
    assertThat(ended.failure()).isNull();
    if (parts[0].equals("JOIN")) {
      assertThat(ended.rows()).isEmpty();
    } else {
      assertThat(ended.rows())
          .containsExactly(Row.of(1, null, null), Row.of(2, null, null), Row.of(3, null, null));
    }
    assertThat(BENCH.requests()).isEmpty();
    assertThat(ended.metrics()).containsEntry("lookups", 0L).containsEntry("requests", 0L);
  }

  /** A key that an answer is checked for is a key, too. */
  @Test
  void should_not_ask_where_nothing_can_match() throws Exception {
    // given
    BENCH.answer("{\"v\":1,\"kind\":null}");
    StreamTableEnvironment tables = BENCH.streaming(1);
    input(tables, "n INT, k STRING, kind STRING", Row.of(1, "a", null), Row.of(2, "b", "x"));
    BENCH.lookup(tables, "$k STRING, v INT, kind STRING");

    // when
    Ended ended =
        BENCH.run(
            tables,
            "SELECT i.n, o.v FROM i LEFT JOIN o FOR SYSTEM_TIME AS OF i.now AS o"
                + " ON i.k = o.`$k` AND i.kind = o.kind");

    // then
    assertThat(ended.rows()).containsExactly(Row.of(1, null), Row.of(2, null));
    assertThat(BENCH.targets()).containsExactly("/o?k=b");
  }
}
