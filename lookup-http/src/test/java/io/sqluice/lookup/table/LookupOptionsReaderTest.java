package io.sqluice.lookup.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.lookup.function.LookupConfig;
import io.sqluice.lookup.function.LookupConfig.ErrorPolicy;
import io.sqluice.lookup.function.ReloadConfig;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.table.connector.source.lookup.cache.trigger.PeriodicCacheReloadTrigger.ScheduleMode;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each option of lookups turned. */
class LookupOptionsReaderTest {

  private static final RowType COLUMNS = columns("$id", new BigIntType(), "n", new BigIntType());
  private static final RowType PLAIN = columns("id", new BigIntType(), "n", new BigIntType());

  private static final Map<String, String> PARTIAL =
      Map.of("lookup.cache", "PARTIAL", "lookup.partial-cache.max-rows", "1");
  private static final Map<String, String> FULL =
      Map.of(
          "url", "https://a/all",
          "lookup.cache", "FULL",
          "lookup.full-cache.periodic-reload.interval", "1 h");
  private static final Map<String, String> TIMED =
      Map.of(
          "url", "https://a/all",
          "lookup.cache", "FULL",
          "lookup.full-cache.reload-strategy", "TIMED",
          "lookup.full-cache.timed-reload.iso-time", "10:15");
  private static final Map<String, String> BATCH = Map.of("lookup.batch.size", "7");

  static RowType columns(String one, LogicalType typeOfOne, String other, LogicalType typeOfOther) {
    return RowType.of(false, new LogicalType[] {typeOfOne, typeOfOther}, new String[] {one, other});
  }

  /**
   * An option set to a value, and what comes of it.
   *
   * @param with options that it needs
   * @param without what the same is without it
   */
  private record Turned(
      String option,
      String value,
      Map<String, String> with,
      Function<LookupTable, Object> read,
      Object expected,
      Object without) {

    @Override
    public String toString() {
      return option;
    }
  }

  private static Turned turn(
      String option,
      String value,
      Function<LookupTable, Object> read,
      Object expected,
      Object without) {
    return new Turned(option, value, Map.of(), read, expected, without);
  }

  private static Turned of(
      Map<String, String> with,
      String option,
      String value,
      Function<LookupConfig, Object> read,
      Object expected,
      Object without) {
    return new Turned(option, value, with, table -> read.apply(table.config()), expected, without);
  }

  static Stream<Turned> options() {
    return Stream.of(
        turn("lookup.async", "false", LookupTable::async, false, true),
        turn(
            "lookup.timeout",
            "3 s",
            table -> table.config().timeout(),
            Duration.ofSeconds(3),
            Duration.ofMinutes(2)),
        turn(
            "lookup.error-policy",
            "emit",
            table -> table.config().errorPolicy(),
            ErrorPolicy.EMIT,
            ErrorPolicy.FAIL),
        turn("lookup.single-flight", "false", table -> table.config().singleFlight(), false, true),
        of(
            Map.of("lookup.partial-cache.max-rows", "1"),
            "lookup.cache",
            "partial",
            config -> config.cache() != null,
            true,
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'lookup.partial-cache.max-rows': it needs 'lookup.cache' = 'PARTIAL'."),
        of(PARTIAL, "lookup.partial-cache.max-rows", "9", c -> c.cache().maxRows(), 9L, 1L),
        of(
            PARTIAL,
            "lookup.partial-cache.expire-after-write",
            "1 s",
            c -> c.cache().expireAfterWrite(),
            Duration.ofSeconds(1),
            null),
        of(
            PARTIAL,
            "lookup.partial-cache.expire-after-access",
            "2 s",
            c -> c.cache().expireAfterAccess(),
            Duration.ofSeconds(2),
            null),
        of(
            PARTIAL,
            "lookup.partial-cache.cache-missing-key",
            "false",
            c -> c.cache().missingKeys(),
            false,
            true),
        of(
            FULL,
            "lookup.full-cache.periodic-reload.interval",
            "5 min",
            LookupConfig::reload,
            new ReloadConfig.Periodic(Duration.ofMinutes(5), ScheduleMode.FIXED_DELAY),
            new ReloadConfig.Periodic(Duration.ofHours(1), ScheduleMode.FIXED_DELAY)),
        of(
            FULL,
            "lookup.full-cache.periodic-reload.schedule-mode",
            "FIXED_RATE",
            LookupConfig::reload,
            new ReloadConfig.Periodic(Duration.ofHours(1), ScheduleMode.FIXED_RATE),
            new ReloadConfig.Periodic(Duration.ofHours(1), ScheduleMode.FIXED_DELAY)),
        of(
            Map.of(
                "url", "https://a/all",
                "lookup.cache", "FULL",
                "lookup.full-cache.timed-reload.iso-time", "10:15"),
            "lookup.full-cache.reload-strategy",
            "TIMED",
            LookupConfig::reload,
            new ReloadConfig.Timed(LocalTime.of(10, 15), null, 1),
            "Table `c`.`d`.`t` has 2 problems:\n"
                + "  - 'lookup.full-cache.timed-reload.iso-time': it needs"
                + " 'lookup.full-cache.reload-strategy' = 'TIMED'.\n"
                + "  - 'lookup.full-cache.periodic-reload.interval': it is missing; say how often all"
                + " rows are loaded, such as '10 min'."),
        of(
            TIMED,
            "lookup.full-cache.timed-reload.iso-time",
            "03:00+01:00",
            LookupConfig::reload,
            new ReloadConfig.Timed(null, OffsetTime.parse("03:00+01:00"), 1),
            new ReloadConfig.Timed(LocalTime.of(10, 15), null, 1)),
        of(
            TIMED,
            "lookup.full-cache.timed-reload.interval-in-days",
            "7",
            LookupConfig::reload,
            new ReloadConfig.Timed(LocalTime.of(10, 15), null, 7),
            new ReloadConfig.Timed(LocalTime.of(10, 15), null, 1)),
        of(
            Map.of(),
            "lookup.batch.size",
            "7",
            c -> c.batch() == null ? null : c.batch().size(),
            7,
            null),
        of(
            BATCH,
            "lookup.batch.interval",
            "1 s",
            c -> c.batch().interval(),
            Duration.ofSeconds(1),
            Duration.ofMillis(5)),
        of(BATCH, "lookup.batch.delimiter", ";", c -> c.batch().delimiter(), ";", ","),
        of(BATCH, "lookup.batch.key-jq", ".k", c -> c.batch().keyJq(), ".k", null),
        turn(
            "ignored-codes",
            "410",
            table -> table.config().api().client().codes().ignored().contains(404),
            false,
            true),
        turn(
            "success-codes",
            "2XX,404",
            table -> table.config().api().client().codes().ignored().contains(404),
            false,
            true),
        turn(
            "retry-codes",
            "404",
            table -> table.config().api().client().codes().ignored().contains(404),
            false,
            true),
        of(
            Map.of("pagination.type", "page-based"),
            "pagination.max-pages",
            "3",
            config -> config.api().maxPages(),
            3,
            1000));
  }

  private static Object result(Turned turned, Map<String, String> options) {
    RowType columns = options.get("url").endsWith("/all") ? PLAIN : COLUMNS;
    try {
      return turned.read().apply(Joins.table(columns, options));
    } catch (RuntimeException problems) {
      return problems.getMessage();
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void should_turn(Turned turned) {
    Map<String, String> options = new LinkedHashMap<>(turned.with());
    options.putIfAbsent("url", "https://a/b?id=$id");
    Object before = result(turned, options);
    options.put(turned.option(), turned.value());

    assertThat(result(turned, options)).isEqualTo(turned.expected());
    assertThat(before).isEqualTo(turned.without());
  }

  @Test
  void should_have_a_test_for_every_option_of_lookups() {
    List<String> tested = options().map(Turned::option).toList();

    assertThat(LookupConnectorOptions.OF_LOOKUP).extracting(ConfigOption::key).isSubsetOf(tested);
  }

  @Test
  void should_describe_every_option() {
    assertThat(LookupConnectorOptions.ALL)
        .allSatisfy(
            option -> assertThat(new HtmlFormatter().format(option.description())).isNotBlank());
  }
}
