package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.secret.MissingSecretException;
import io.sqluice.http.table.SourceConfigs;
import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.LocalApi.Asked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.testutils.source.reader.TestingReaderContext;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SourceSecretsTest {

  private static final String KEY = "k3y/of 2026";

  private static final Map<String, String> PAGED =
      Map.of("pagination.type", "cursor-based", "pagination.cursor_id", ".next", "jq", ".rows[]?");

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final TestingReaderOutput<RowData> output = new TestingReaderOutput<>();

  @BeforeEach
  void writeTheSecret() throws IOException {
    Files.writeString(folder.resolve("api-key"), KEY + "\n");
  }

  @Test
  void should_send_the_secrets_of_the_workers_folder() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"n\":1}]"));
        HttpSourceReader reader = reader(config(api, Map.of()))) {
      reader.start();
      reader.addSplits(List.of(HttpSplit.initial("t")));
      pollUntilRows(reader, 1);

      assertThat(api.asked().get(0).param("key")).isEqualTo(KEY);
    }
  }

  @Test
  void should_send_the_secret_of_the_file_that_the_table_names() throws Exception {
    Path file = Files.writeString(folder.resolve("elsewhere"), "an0ther");
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"n\":1}]"));
        HttpSourceReader reader = reader(config(api, Map.of("secrets.api-key", "file:" + file)))) {
      reader.start();
      reader.addSplits(List.of(HttpSplit.initial("t")));
      pollUntilRows(reader, 1);

      assertThat(api.asked().get(0).param("key")).isEqualTo("an0ther");
    }
  }

  @Test
  void should_not_start_without_the_variable_that_the_table_names() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[]"));
        HttpSourceReader reader =
            reader(config(api, Map.of("secrets.api-key", "env:SQLUICE_TEST_UNSET")))) {
      reader.start();
      assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
      reader.addSplits(List.of(HttpSplit.initial("t")));

      assertThatThrownBy(() -> reader.pollNext(output))
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessage(
              "Table t cannot start:\n  - 'params.key': The secret 'api-key' is to be in the"
                  + " environment variable SQLUICE_TEST_UNSET, which is not set or empty. Set it"
                  + " for the process that reads the table (on a cluster, each TaskManager).");
      assertThat(api.asked()).isEmpty();
    }
  }

  @Test
  void should_not_start_without_a_secret_and_ask_nothing() throws Exception {
    Files.delete(folder.resolve("api-key"));
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[]"));
        HttpSourceReader reader = reader(config(api, Map.of()))) {
      TestingReaderOutput<RowData> output = new TestingReaderOutput<>();
      reader.start();
      // Its split is on the way to the task, which must be there to take it.
      assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
      reader.addSplits(List.of(HttpSplit.initial("t")));

      assertThatThrownBy(() -> reader.pollNext(output))
          .as("another start would not find it either")
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .isInstanceOf(MissingSecretException.class)
          .hasMessage(
              "Table t cannot start:\n  - 'params.key': Nothing defines the secret 'api-key': not"
                  + " the session, nor the environment variable SQLUICE_SECRET_API_KEY, nor the"
                  + " file "
                  + folder.resolve("api-key")
                  + ". Set the variable for the process that reads the table (on a cluster, each"
                  + " TaskManager), or write the value to a file of that name in"
                  + " 'sqluice.secrets.dir'.");
      assertThat(api.asked()).isEmpty();
    }
  }

  @Test
  void should_redact_the_url_and_header_columns() throws Exception {
    List<HttpMetadata> columns = List.of(HttpMetadata.URL, HttpMetadata.HEADERS);
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    new Answer(
                        200,
                        Map.of("Link", "<" + asked.uri() + "&page=2>; rel=next"),
                        "[{\"n\":1}]"));
        HttpSourceReader reader = reader(config(api, Map.of()), columns)) {
      reader.start();
      reader.addSplits(List.of(HttpSplit.initial("t")));
      pollUntilRows(reader, 1);

      RowData row = output.getEmittedRecords().get(0);
      assertThat(row.getString(1)).hasToString(api.url("/n") + "?key=***");
      assertThat(row.getMap(2).valueArray().getArray(indexOf(row, "link")).getString(0).toString())
          .isEqualTo("</n?key=***&page=2>; rel=next");
    }
  }

  private static int indexOf(RowData row, String header) {
    for (int i = 0; i < row.getMap(2).size(); i++) {
      if (row.getMap(2).keyArray().getString(i).toString().equals(header)) {
        return i;
      }
    }
    throw new AssertionError("no header " + header);
  }

  @Test
  void should_keep_a_key_that_a_cursor_echoes_out_of_the_state_and_go_on_with_it()
      throws Exception {
    Map<String, String> paged =
        Map.of(
            "pagination.type", "cursor-based",
            "pagination.cursor_id", ".next",
            "jq", ".rows[]?");
    try (LocalApi api = LocalApi.answering(SourceSecretsTest::echoingPage)) {
      List<HttpSplit> checkpoint;
      try (HttpSourceReader reader = reader(config(api, paged))) {
        reader.start();
        reader.addSplits(List.of(HttpSplit.initial("t")));
        pollUntilRows(reader, 1);
        checkpoint = reader.snapshotState(1);
      }
      String bytes = bytes(api, checkpoint.get(0));
      assertThat(bytes).contains("api-key").doesNotContain("k3y");
      Files.writeString(folder.resolve("api-key"), "another");

      try (HttpSourceReader restored = reader(config(api, paged))) {
        restored.start();
        restored.addSplits(checkpoint);
        assertThat(bytes(api, restored.snapshotState(2).get(0))).isEqualTo(bytes);
        pollUntilRows(restored, 2);
      }

      assertThat(api.asked().get(1).param("cursor")).isEqualTo("another|2");
      assertThat(api.asked()).hasSize(2);
    }
  }

  @Test
  void should_conceal_a_cursor_once_and_not_at_each_checkpoint() throws Exception {
    Map<String, String> paged =
        Map.of(
            "pagination.type", "cursor-based", "pagination.cursor_id", ".next", "jq", ".rows[]?");
    try (LocalApi api = LocalApi.answering(SourceSecretsTest::echoingPage);
        HttpSourceReader reader = reader(config(api, paged))) {
      reader.start();
      reader.addSplits(List.of(HttpSplit.initial("t")));
      pollUntilRows(reader, 1);

      String first = reader.snapshotState(1).get(0).poll().position().nextToken();
      String second = reader.snapshotState(2).get(0).poll().position().nextToken();

      assertThat(second).isSameAs(first);
    }
  }

  /** Page 1 has a cursor that echoes the key, page 2 has none. */
  private static Answer echoingPage(Asked asked) {
    return Answer.ok(
        asked.param("cursor") == null
            ? "{\"rows\":[{\"n\":1}],\"next\":\"" + asked.param("key") + "|2\"}"
            : "{\"rows\":[{\"n\":2}]}");
  }

  private static String bytes(LocalApi api, HttpSplit split) throws IOException {
    HttpSplitSerializer serializer =
        new HttpSplitSerializer(config(api, Map.of()).extraction().rowType());
    return new String(serializer.serialize(split), StandardCharsets.ISO_8859_1);
  }

  @Test
  void should_start_the_poll_anew_if_its_next_page_needs_a_key_that_is_gone() throws Exception {
    Map<String, String> paged =
        Map.of(
            "pagination.type", "cursor-based", "pagination.cursor_id", ".next", "jq", ".rows[]?");
    try (LocalApi api = LocalApi.answering(SourceSecretsTest::echoingPage)) {
      List<HttpSplit> checkpoint;
      try (HttpSourceReader reader = reader(config(api, paged))) {
        reader.start();
        reader.addSplits(List.of(HttpSplit.initial("t")));
        pollUntilRows(reader, 1);
        checkpoint = reader.snapshotState(1);
      }
      HttpSourceConfig literal =
          SourceConfigs.streaming(api.url("/n"), "1 min", with(paged, "key"));

      try (HttpSourceReader restored = reader(literal)) {
        restored.start();
        restored.addSplits(checkpoint);
        clock.advance(Duration.ofMinutes(1));
        pollUntilRows(restored, 2);

        assertThat(restored.snapshotState(2).get(0).history().ended()).isEqualTo(1);
      }
      assertThat(api.asked().get(1).param("cursor")).isNull();
    }
  }

  @Test
  void should_go_on_with_a_literal_credential_that_a_cursor_echoes() throws Exception {
    Map<String, String> keyed = new HashMap<>(PAGED);
    keyed.put("scan.error-policy", "fail");
    keyed.put("auth.type", "api-key");
    keyed.put("auth.in", "query");
    keyed.put("auth.name", "key");
    keyed.put("auth.value", "l1teral");
    try (LocalApi api = LocalApi.answering(SourceSecretsTest::echoingPage)) {
      List<HttpSplit> checkpoint = checkpointBehindFirstPage(api, keyed);
      assertThat(bytes(api, checkpoint.get(0))).contains("auth.value").doesNotContain("l1teral");
      keyed.put("auth.value", "another");

      try (HttpSourceReader restored =
          reader(SourceConfigs.streaming(api.url("/n"), "1 min", keyed))) {
        restored.start();
        restored.addSplits(checkpoint);
        pollUntilRows(restored, 2);
      }

      assertThat(api.asked().get(1).param("cursor")).isEqualTo("another|2");
    }
  }

  @Test
  void should_go_on_with_the_next_poll_whatever_the_policy_if_a_page_is_lost() throws Exception {
    try (LocalApi api = LocalApi.answering(SourceSecretsTest::pageThatEchoesTheHeader)) {
      Map<String, String> basic = withLostPage(Map.of("scan.max-consecutive-failures", "1"));
      List<HttpSplit> checkpoint = checkpointBehindFirstPage(api, basic);

      try (HttpSourceReader restored =
          reader(SourceConfigs.streaming(api.url("/n"), "1 min", basic))) {
        restored.start();
        restored.addSplits(checkpoint);
        clock.advance(Duration.ofMinutes(1));
        pollUntilRows(restored, 3);

        assertThat(restored.snapshotState(2).get(0).history().ended()).isEqualTo(1);
      }
      assertThat(numbers()).containsExactly(1L, 1L, 2L);
    }
  }

  @Test
  void should_read_the_last_poll_anew_if_a_page_is_lost() throws Exception {
    try (LocalApi api = LocalApi.answering(SourceSecretsTest::pageThatEchoesTheHeader)) {
      Map<String, String> basic = withLostPage(Map.of("scan.bounded.max-polls", "1"));
      List<HttpSplit> checkpoint = checkpointBehindFirstPage(api, basic);

      try (HttpSourceReader restored =
          reader(SourceConfigs.streaming(api.url("/n"), "1 min", basic))) {
        restored.start();
        restored.addSplits(checkpoint);
        restored.notifyNoMoreSplits();
        InputStatus status = restored.pollNext(output);
        while (status != InputStatus.END_OF_INPUT) {
          if (status == InputStatus.NOTHING_AVAILABLE) {
            restored.isAvailable().get(30, TimeUnit.SECONDS);
          }
          status = restored.pollNext(output);
        }
      }
      assertThat(numbers()).containsExactly(1L, 1L, 2L);
    }
  }

  private static Map<String, String> withLostPage(Map<String, String> more) {
    Map<String, String> options = new HashMap<>(PAGED);
    options.put("scan.error-policy", "fail");
    options.put("auth.type", "basic");
    options.put("auth.username", "somebody");
    options.put("auth.password", "p4ss-of-today");
    options.putAll(more);
    return options;
  }

  /** Page 1 has a cursor with the encoded credentials, which no reference stands for. */
  private static Answer pageThatEchoesTheHeader(Asked asked) {
    return Answer.ok(
        asked.param("cursor") == null
            ? "{\"rows\":[{\"n\":1}],\"next\":\"" + asked.headers().get("authorization") + "\"}"
            : "{\"rows\":[{\"n\":2}]}");
  }

  private List<HttpSplit> checkpointBehindFirstPage(LocalApi api, Map<String, String> options)
      throws Exception {
    try (HttpSourceReader reader =
        reader(SourceConfigs.streaming(api.url("/n"), "1 min", options))) {
      reader.start();
      reader.addSplits(List.of(HttpSplit.initial("t")));
      pollUntilRows(reader, 1);
      return reader.snapshotState(1);
    }
  }

  private List<Long> numbers() {
    return PolledTable.numbers(output.getEmittedRecords());
  }

  private static Map<String, String> with(Map<String, String> options, String key) {
    Map<String, String> all = new HashMap<>(options);
    all.put("params.key", key);
    return all;
  }

  @Test
  void should_ask_for_changes_only_as_long_as_the_table_reads_answers_in_the_same_way()
      throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked -> new Answer(200, Map.of("ETag", "\"v1\""), "[{\"n\":1},{\"n\":2}]"))) {
      List<HttpSplit> checkpoint;
      try (HttpSourceReader reader = reader(config(api, Map.of()))) {
        reader.start();
        reader.addSplits(List.of(HttpSplit.initial("t")));
        pollUntilRows(reader, 2);
        while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
          // until the poll has ended
        }
        checkpoint = reader.snapshotState(1);
      }

      assertThat(bytes(api, checkpoint.get(0))).contains("v1").doesNotContain("k3y");
      assertThat(validatorSentAfter(checkpoint, api, Map.of())).isEqualTo("\"v1\"");
      assertThat(validatorSentAfter(checkpoint, api, Map.of("retry.max-attempts", "7")))
          .isEqualTo("\"v1\"");
      assertThat(validatorSentAfter(checkpoint, api, Map.of("jq", ".[0]"))).isNull();
      assertThat(validatorSentAfter(checkpoint, api, Map.of("headers.Accept", "a/b"))).isNull();
      assertThat(validatorSentAfter(checkpoint, api, Map.of("params.more", "1"))).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"1022, true", "1023, false"})
  void should_send_back_no_validator_of_more_than_a_kilobyte(int length, boolean sent)
      throws Exception {
    String etag = '"' + "v".repeat(length) + '"';
    try (LocalApi api =
        LocalApi.answering(asked -> new Answer(200, Map.of("ETag", etag), "[{\"n\":1}]"))) {
      List<HttpSplit> checkpoint;
      try (HttpSourceReader reader = reader(config(api, Map.of()))) {
        reader.start();
        reader.addSplits(List.of(HttpSplit.initial("t")));
        pollUntilRows(reader, 1);
        while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
          // until the poll has ended
        }
        checkpoint = reader.snapshotState(1);
      }

      assertThat(validatorSentAfter(checkpoint, api, Map.of())).isEqualTo(sent ? etag : null);
    }
  }

  private String validatorSentAfter(
      List<HttpSplit> checkpoint, LocalApi api, Map<String, String> options) throws Exception {
    clock.advance(Duration.ofMinutes(1));
    int asked = api.asked().size();
    int rows = output.getEmittedRecords().size();
    try (HttpSourceReader restored = reader(config(api, options))) {
      restored.start();
      restored.addSplits(checkpoint);
      pollUntilRows(restored, rows + 1);
    }
    return api.asked().get(asked).headers().get("if-none-match");
  }

  private HttpSourceReader reader(HttpSourceConfig config) {
    return reader(config, List.of());
  }

  private HttpSourceReader reader(HttpSourceConfig config, List<HttpMetadata> metadata) {
    ScanPlan plan = ScanPlan.of(config.extraction().rowType()).withMetadata(metadata);
    Configuration worker = Configuration.fromMap(Map.of("sqluice.secrets.dir", folder.toString()));
    return new HttpSourceReader(
        config,
        plan,
        new TestingReaderContext(worker, UnregisteredMetricsGroup.createSourceReaderMetricGroup()),
        clock);
  }

  private void pollUntilRows(HttpSourceReader reader, int rows) throws Exception {
    while (output.getEmittedRecords().size() < rows) {
      if (reader.pollNext(output) == InputStatus.NOTHING_AVAILABLE) {
        reader.isAvailable().get(30, TimeUnit.SECONDS);
      }
    }
  }

  private static HttpSourceConfig config(LocalApi api, Map<String, String> more) {
    return SourceConfigs.streaming(api.url("/n"), "1 min", with(more, "{{secret.api-key}}"));
  }
}
