package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Tables to look up by name with, and what becomes of statements with them. */
final class LookupByNameFixture {

  private static final String TABLES =
      """
      CREATE TABLE a (id BIGINT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
      CREATE TABLE b (id BIGINT, k STRING, w INT, ts TIMESTAMP(3), arr ARRAY<STRING>, WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
      CREATE TABLE l ($k STRING, price DOUBLE, nxt BIGINT) WITH ('connector' = 'lookup-http', 'url' = 'http://localhost/?k=$k');
      CREATE TABLE m ($id BIGINT, name STRING) WITH ('connector' = 'sqluice-lookup', 'url' = 'http://localhost/?id=$id');
      CREATE TABLE ohlc ($k STRING, $v INT, high DOUBLE) WITH ('connector' = 'lookup-http', 'url' = 'http://localhost/?k=$k&v=$v');
      CREATE TABLE full_l (code INT, price DOUBLE) WITH ('connector' = 'lookup-http', 'url' = 'http://localhost/',
        'lookup.cache' = 'FULL', 'lookup.full-cache.periodic-reload.interval' = '1 h');
      CREATE TABLE small ($s SMALLINT, $d DOUBLE, $n DECIMAL(4, 2), $t TIMESTAMP(6), price DOUBLE) WITH ('connector' = 'lookup-http', 'url' = 'http://localhost/?s=$s&d=$d&n=$n&t=$t');
      CREATE TABLE sink (k STRING, price DOUBLE) WITH ('connector' = 'blackhole');
      """;

  private static final int TABLE_LINES = TABLES.lines().toList().size();

  private LookupByNameFixture() {}

  /** Pairs of what is written and what Flink gets, of statements that Flink plans. */
  static void assertTranslations(String... pairs) {
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

  /** What {@code check} says of a script, at lines that count behind the tables. */
  static void assertProblems(String script, String... problems) {
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
}
