package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What joins with lookup tables become. */
@Timeout(120)
class LookupByNameTest {

  private static final String TABLES =
      """
      CREATE TABLE a (id BIGINT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
      CREATE TABLE b (id BIGINT, k STRING, w INT, ts TIMESTAMP(3), arr ARRAY<STRING>, WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
      CREATE TABLE l ($k STRING, price DOUBLE, nxt BIGINT) WITH ('connector' = 'lookup-http', 'url' = 'http://localhost/?k=$k');
      CREATE TABLE m ($id BIGINT, name STRING) WITH ('connector' = 'sqluice-lookup', 'url' = 'http://localhost/?id=$id');
      CREATE TABLE ohlc ($k STRING, $v INT, high DOUBLE) WITH ('connector' = 'lookup-http', 'url' = 'http://localhost/?k=$k&v=$v');
      CREATE TABLE full_l (code INT, price DOUBLE) WITH ('connector' = 'lookup-http', 'url' = 'http://localhost/',
        'lookup.cache' = 'FULL', 'lookup.full-cache.periodic-reload.interval' = '1 h');
      CREATE TABLE sink (k STRING, price DOUBLE) WITH ('connector' = 'blackhole');
      """;

  private static final int TABLE_LINES = TABLES.lines().toList().size();

  /** Pairs of what is written and what Flink gets, of statements that Flink plans. */
  private static void assertTranslations(String... pairs) {
    StringBuilder script = new StringBuilder(TABLES);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      script.append(pairs[i]).append(";\n");
      expected.add(pairs[i + 1]);
    }

    Outcome outcome = executeScript(script.toString(), "explain", "--flink");

    assertThat(outcome.err()).isEmpty();
    List<String> statements = List.of(outcome.out().strip().split(";\\n+"));
    List<String> translated =
        statements.subList(statements.size() - expected.size(), statements.size()).stream()
            .map(text -> text.endsWith(";") ? text.substring(0, text.length() - 1) : text)
            .toList();
    assertThat(translated).containsExactlyElementsOf(expected);
    Outcome again = executeScript(outcome.out(), "explain", "--flink");
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).isEqualTo(outcome.out());
  }

  private static void assertProblems(String script, String... problems) {
    Outcome outcome = executeScript(TABLES + script, "check");

    List<String> found =
        outcome
            .err()
            .lines()
            .map(
                line -> {
                  String[] parts = line.split(":", 3);
                  return (Integer.parseInt(parts[1]) - TABLE_LINES) + ":" + parts[2];
                })
            .toList();
    assertThat(found).containsExactly(problems);
  }

  @Test
  void should_join_at_processing_time_by_a_hidden_column() {
    assertTranslations(
        "SELECT x.k, y.price FROM a AS x LEFT JOIN l AS y ON x.k = y.k",
        "SELECT x.k, y.price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS x LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS y ON x.k = `y`.`$k`",
        "SELECT a.k, l.price FROM a JOIN l ON $k = a.k",
        "SELECT a.k, l.price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON `l`.`$k` = a.k",
        "SELECT x.q, price FROM a /*+ OPTIONS('rows-per-second'='3') */ x (p, q, r, s) LEFT JOIN l /*+ OPTIONS('lookup.async'='false') */ y ON x.q = y.$k",
        "SELECT x.q, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a /*+ OPTIONS('rows-per-second'='3') */) x (p, q, r, s, `__proctime`) LEFT JOIN l /*+ OPTIONS('lookup.async'='false') */ FOR SYSTEM_TIME AS OF `x`.`__proctime` y ON x.q = `y`.`$k`",
        "SELECT default_database.a.k, price FROM a LEFT JOIN default_database.l ON default_database.a.k = l.k",
        "SELECT a.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN default_database.l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k = `l`.`$k`");
  }
}
