package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.secret.MissingSecretException;
import io.sqluice.http.table.SourceConfigs;
import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.testutils.source.reader.TestingReaderContext;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SourceSecretsTest {

  @TempDir Path folder;

  @Test
  void should_send_the_secrets_of_the_workers_folder() throws Exception {
    Files.writeString(folder.resolve("api-key"), "k 1\n");
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"n\":1}]"));
        HttpSourceReader reader = reader(config(api))) {
      reader.start();
      reader.addSplits(List.of(HttpSplit.initial("t")));
      TestingReaderOutput<RowData> output = new TestingReaderOutput<>();
      while (output.getEmittedRecords().isEmpty()) {
        if (reader.pollNext(output) == InputStatus.NOTHING_AVAILABLE) {
          reader.isAvailable().get(30, TimeUnit.SECONDS);
        }
      }

      assertThat(api.asked().get(0).param("key")).isEqualTo("k 1");
    }
  }

  @Test
  void should_not_start_without_a_secret_and_ask_nothing() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[]"));
        HttpSourceReader reader = reader(config(api))) {
      assertThatThrownBy(reader::start)
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

  private HttpSourceReader reader(HttpSourceConfig config) {
    Configuration worker = Configuration.fromMap(Map.of("sqluice.secrets.dir", folder.toString()));
    return new HttpSourceReader(
        config,
        ScanPlan.of(config.extraction().rowType()),
        new TestingReaderContext(worker, UnregisteredMetricsGroup.createSourceReaderMetricGroup()),
        InstantSource.system());
  }

  private static HttpSourceConfig config(LocalApi api) {
    return SourceConfigs.streaming(
        api.url("/n"), "1 min", Map.of("params.key", "{{secret.api-key}}"));
  }
}
