package io.sqluice.lookup.table;

import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.FIELD;
import static org.apache.flink.table.api.DataTypes.ROW;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.options.FlinkFormats;
import io.sqluice.lookup.function.LookupConfig;
import io.sqluice.lookup.function.LookupPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** What subtasks find each other by: each has a copy of the configuration that has travelled. */
class SharedConfigTest {

  private static final RowType COLUMNS =
      (RowType) ROW(FIELD("$id", BIGINT()), FIELD("name", STRING())).getLogicalType();

  /** One of each kind of option. */
  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("connector", "lookup-http"),
          Map.entry("url", "https://api.example.com/$id"),
          Map.entry("headers.X", "{{secret.x}}"),
          Map.entry("secrets.x", "env:X"),
          Map.entry("jq", ".items[]"),
          Map.entry("error.jq", ".error"),
          Map.entry("timestamp.format", "yyyy"),
          Map.entry("response.charset", "UTF-8"),
          Map.entry("retry-codes", "5XX,!501"),
          Map.entry("rate-limit.requests-per-second", "5"),
          Map.entry("redirects", "all"),
          Map.entry("url.allowed-hosts", "*.example.com:443"),
          Map.entry("proxy.url", "http://proxy:3128"),
          Map.entry("proxy.username", "SECRET u"),
          Map.entry("proxy.password", "SECRET p"),
          Map.entry("proxy.no-proxy", "10.0.0.0/8,localhost"),
          Map.entry("auth.type", "bearer"),
          Map.entry("auth.token", "SECRET t"),
          Map.entry("pagination.type", "cursor-based"),
          Map.entry("pagination.cursor_id", ".next"),
          Map.entry("pagination.stop-jq", ".last"),
          Map.entry("pagination.size", "10"),
          Map.entry("lookup.cache", "PARTIAL"),
          Map.entry("lookup.partial-cache.max-rows", "5"),
          Map.entry("lookup.batch.size", "5"));

  @Test
  void should_be_equal_after_travelling() throws Exception {
    LookupTable table = read(OPTIONS);
    LookupPlan plan = new JoinPlanner(table, COLUMNS, List.of()).plan(new int[] {0});

    LookupConfig config = InstantiationUtil.clone(table.config());

    assertThat(config).isEqualTo(table.config()).hasSameHashCodeAs(table.config());
    assertThat(InstantiationUtil.clone(plan)).isEqualTo(plan).hasSameHashCodeAs(plan);
  }

  @Test
  void should_refuse_a_timeout_that_flink_does_not_wait_for() {
    assertThatThrownBy(() -> read(Map.of("url", "https://h/$id", "lookup.timeout", "3 min")))
        .hasMessage(
            "Table t has 1 problem:\n  - 'lookup.timeout': it is 3 min, but Flink fails the job for a"
                + " row that takes 'table.exec.async-lookup.timeout', which is 3 min; lower it, raise"
                + " that with SET, or look rows up with 'lookup.async' = 'false'.");
    assertThat(
            read(
                Map.of("url", "https://h/$id", "lookup.timeout", "3 min", "lookup.async", "false")))
        .isNotNull();
  }

  private static LookupTable read(Map<String, String> options) {
    return new LookupOptionsReader(
            "t", COLUMNS, options, SharedConfigTest.class.getClassLoader(), FlinkFormats.none())
        .flinkTimeout(Duration.ofMinutes(3))
        .read();
  }
}
