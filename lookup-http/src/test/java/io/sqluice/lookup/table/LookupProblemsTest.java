package io.sqluice.lookup.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.lookup.function.LookupConfig.ErrorPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of options that are wrong, whole. */
class LookupProblemsTest {

  private static final RowType COLUMNS =
      LookupOptionsReaderTest.columns("$id", new BigIntType(), "n", new BigIntType());
  private static final RowType PLAIN =
      LookupOptionsReaderTest.columns("id", new BigIntType(), "n", new BigIntType());

  private static void assertProblems(
      RowType columns, Map<String, String> options, String... problems) {
    assertThatThrownBy(() -> Joins.table(columns, options))
        .hasMessage(
            "Table `c`.`d`.`t` has "
                + (problems.length == 1 ? "1 problem" : problems.length + " problems")
                + ":\n  - "
                + String.join("\n  - ", problems));
  }

  private static Map<String, String> asking(String... options) {
    Map<String, String> all = new LinkedHashMap<>(Map.of("url", "https://a/b?id=$id"));
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return all;
  }

  private static Map<String, String> loading(String... options) {
    Map<String, String> all = asking(options);
    all.put("url", "https://a/all");
    all.put("lookup.cache", "FULL");
    return all;
  }

  @Test
  void should_need_a_placeholder_for_each_parameter() {
    assertProblems(
        RowType.of(
            false,
            new LogicalType[] {new BigIntType(), new ArrayType(new BigIntType()), new BigIntType()},
            new String[] {"$id", "$day", "n"}),
        asking(),
        "column '$day' is ARRAY<BIGINT>, which a request cannot hold; expected a text, a number, a"
            + " boolean, bytes, a date or a time.",
        "column '$day' is a parameter of the request by its name, but no placeholder has its value;"
            + " write $day or {{day}} where the request takes it, or rename the column.");
  }

  @Test
  void should_refuse_placeholders_that_are_no_parameters() {
    assertThatThrownBy(() -> Joins.table(COLUMNS, asking("params.n", "$n")))
        .hasMessageStartingWith("Table `c`.`d`.`t` has 1 problem:\n  - 'params.n': ");
  }

  @Test
  void should_refuse_rows_of_nulls_for_columns_that_are_not_null() {
    RowType columns =
        LookupOptionsReaderTest.columns("$id", new BigIntType(false), "n", new BigIntType(false));

    assertThat(Joins.table(columns, asking()).config().errorPolicy()).isEqualTo(ErrorPolicy.FAIL);
    assertProblems(
        columns,
        asking("lookup.error-policy", "null"),
        "column 'n' is BIGINT NOT NULL, but 'lookup.error-policy' = 'null' makes rows of NULLs;"
            + " declare the column without NOT NULL and PRIMARY KEY, or choose fail.");
  }

  @Test
  void should_know_the_policies() {
    assertProblems(
        COLUMNS,
        asking("lookup.error-policy", "skip", "lookup.timeout", "0 s", "lookup.async", "maybe"),
        "'lookup.timeout': found '0 s', expected a duration greater than zero, such as '10 s'.",
        "'lookup.error-policy': found 'skip', expected fail, null or emit.",
        "'lookup.async': found 'maybe', expected true or false.");
  }

  @Test
  void should_refuse_a_batch_that_would_be_one_text_in_an_array() {
    for (String array : List.of("[\"$id\"]", "[ \"{{id}}\" ]")) {
      assertProblems(
          COLUMNS,
          asking("method", "POST", "json.ids", array, "lookup.batch.size", "5"),
          "'lookup.batch.size': the placeholder is the text of an array's only element, where the"
              + " keys would be one text; for an array of them write it alone, such as 'json.ids' ="
              + " '$id'.");
    }
    assertThat(Joins.table(COLUMNS, asking("method", "POST", "json.ids", "[\"$id\"]"))).isNotNull();
  }

  @Test
  void should_refuse_options_of_batches_without_batches() {
    assertProblems(
        COLUMNS,
        asking(
            "lookup.batch.interval", "1 s",
            "lookup.batch.delimiter", ";",
            "lookup.batch.key-jq", ".id"),
        "'lookup.batch.interval': it needs 'lookup.batch.size'.",
        "'lookup.batch.delimiter': it needs 'lookup.batch.size'.",
        "'lookup.batch.key-jq': it needs 'lookup.batch.size'.");
  }

  @Test
  void should_check_batches() {
    assertProblems(
        RowType.of(
            false,
            new LogicalType[] {new BigIntType(), new BigIntType(), new BigIntType()},
            new String[] {"$id", "$day", "n"}),
        asking("lookup.batch.size", "2", "params.day", "$day"),
        "'lookup.batch.size': the keys of one column can go into one request together, but the table"
            + " has 2: $id, $day; leave it out, or let the request need one.");
    assertProblems(
        COLUMNS,
        asking(
            "lookup.batch.size", "2",
            "lookup.async", "false",
            "lookup.batch.delimiter", "",
            "lookup.batch.key-jq", "nope"),
        "'lookup.batch.size': with 'lookup.async' = 'false' no row waits for another; leave one of"
            + " them out.",
        "'lookup.batch.delimiter': it is empty; name what stands between keys.",
        "'lookup.batch.key-jq': the jq program \"nope\" uses nope/0, which neither it nor jq (here"
            + " jackson-jq) defines");
    assertThatThrownBy(
            () -> Joins.table(COLUMNS, asking("lookup.batch.size", "2", "format", "nothing")))
        .hasMessageContaining(
            "\n  - 'lookup.batch.size': it needs 'format' = 'json' or 'ndjson', whose records say"
                + " which key they are for, but that is 'nothing'.");
  }

  @Test
  void should_refuse_options_of_caches_that_are_not_there() {
    assertProblems(
        COLUMNS,
        asking(
            "lookup.partial-cache.max-rows", "1",
            "lookup.full-cache.reload-strategy", "TIMED",
            "lookup.full-cache.periodic-reload.interval", "1 s",
            "lookup.full-cache.timed-reload.iso-time", "10:15"),
        "'lookup.partial-cache.max-rows': it needs 'lookup.cache' = 'PARTIAL'.",
        "'lookup.full-cache.reload-strategy': it needs 'lookup.cache' = 'FULL'.",
        "'lookup.full-cache.periodic-reload.interval': it needs 'lookup.cache' = 'FULL'.",
        "'lookup.full-cache.timed-reload.iso-time': it needs 'lookup.cache' = 'FULL'.");
    assertProblems(
        COLUMNS,
        asking("lookup.cache", "some"),
        "'lookup.cache': found 'some', expected NONE, PARTIAL or FULL.");
  }

  @Test
  void should_need_a_bound_for_a_partial_cache() {
    assertProblems(
        COLUMNS,
        asking("lookup.cache", "PARTIAL"),
        "'lookup.cache': nothing bounds the cache, which would fill the memory; say so with"
            + " 'lookup.partial-cache.max-rows', 'lookup.partial-cache.expire-after-write' or"
            + " 'lookup.partial-cache.expire-after-access'.");
  }

  @Test
  void should_refuse_to_load_all_rows_for_the_values_of_one() {
    String problem =
        "'lookup.cache': 'FULL' loads all rows with one request, but this request asks for the"
            + " values of a row; take the placeholders of columns out of it, or choose 'PARTIAL'.";
    Map<String, String> full =
        asking("lookup.cache", "FULL", "lookup.full-cache.periodic-reload.interval", "1 h");

    assertProblems(COLUMNS, full, problem);
    assertProblems(PLAIN, full, problem);
    full.put("url", "https://a/all");
    assertProblems(
        COLUMNS,
        full,
        "column '$id' is a parameter of the request by its name, but no placeholder has its value;"
            + " write $id or {{id}} where the request takes it, or rename the column.");
  }

  @Test
  void should_check_when_all_rows_are_loaded() {
    assertProblems(
        PLAIN,
        loading("lookup.batch.size", "2"),
        "'lookup.batch.size': with 'lookup.cache' = 'FULL' no row is asked for; leave one of them"
            + " out.",
        "'lookup.full-cache.periodic-reload.interval': it is missing; say how often all rows are"
            + " loaded, such as '10 min'.");
    assertProblems(
        PLAIN,
        loading(
            "lookup.full-cache.reload-strategy", "TIMED",
            "lookup.full-cache.periodic-reload.interval", "1 h"),
        "'lookup.full-cache.periodic-reload.interval': it needs"
            + " 'lookup.full-cache.reload-strategy' = 'PERIODIC'.",
        "'lookup.full-cache.timed-reload.iso-time': it is missing; say at what time all rows are"
            + " loaded, such as '10:15Z'.");
    assertProblems(
        PLAIN,
        loading(
            "lookup.full-cache.reload-strategy", "TIMED",
            "lookup.full-cache.timed-reload.iso-time", "noon"),
        "'lookup.full-cache.timed-reload.iso-time': found 'noon', expected a time such as '10:15'"
            + " (of the worker's zone) or '10:15Z'.");
    assertProblems(
        PLAIN,
        loading("lookup.full-cache.reload-strategy", "DAILY"),
        "'lookup.full-cache.reload-strategy': found 'DAILY', expected PERIODIC or TIMED.",
        "'lookup.full-cache.periodic-reload.interval': it is missing; say how often all rows are"
            + " loaded, such as '10 min'.");
  }

  @Test
  void should_name_the_option_that_was_meant() {
    assertProblems(
        COLUMNS,
        asking("lookup.cach", "NONE", "schedule", "* * * * *"),
        "'lookup.cach': there is no such option; did you mean 'lookup.cache'?",
        "'schedule': there is no such option; docs/http-lookup.md lists them all.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "http.source.lookup.request.timeout | 'request.timeout' (a duration such as '30 s')",
        "http.source.lookup.header.Accept | 'headers.Accept'",
        "http.source.lookup.ignored-response-codes | 'ignored-codes'",
        "http.source.lookup.proxy.host | 'proxy.url'",
        "http.source.lookup.retry-strategy.exponential-delay.max-backoff | 'retry.max-backoff'",
        "http.security.cert.server | 'tls.ca'",
        "http.security.oidc.token.expiry.reduction | 'auth.type' = 'oauth2-client-credentials'",
        "asyncPolling | 'lookup.async'",
        "lookup-method | 'method'",
        "lookup.max-retries | 'retry.max-attempts'"
      })
  void should_name_our_options_for_those_of_the_apache_connector(String theirs, String ours) {
    assertProblems(
        COLUMNS,
        asking(theirs, "3"),
        "'"
            + theirs
            + "': it is an option of the Apache HTTP connector; here that is "
            + ours
            + ".");
  }

  @Test
  void should_say_that_an_option_of_the_apache_connector_has_none_of_ours() {
    assertProblems(
        COLUMNS,
        asking("http.source.lookup.request.thread-pool.size", "8"),
        "'http.source.lookup.request.thread-pool.size': it is an option of the Apache HTTP connector,"
            + " which this table has no like of; docs/http-lookup.md lists what it has.");
  }
}
