package io.sqluice.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The end of a job whose lookups are under way. */
@Timeout(120)
class StopTest {

  @TempDir private Path savepoints;

  @Test
  void should_stop_with_a_savepoint_while_lookups_are_under_way() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (LocalApi api =
        LocalApi.answering(
            request -> {
              asked.countDown();
              await(release);
              return Answer.ok("{\"v\":1}");
            })) {
      TableEnvironment tables = Tables.streaming();
      tables.executeSql(
          "CREATE TABLE numbers (n BIGINT, now AS PROCTIME()) WITH ('connector' = 'datagen',"
              + " 'rows-per-second' = '10')");
      tables.executeSql(
          "CREATE TABLE l ($n BIGINT, v INT) WITH ('connector' = 'lookup-http', 'url' = '"
              + api.url("/$n")
              + "')");
      tables.executeSql("CREATE TABLE nowhere (v INT) WITH ('connector' = 'blackhole')");
      JobClient job =
          tables
              .executeSql(
                  "INSERT INTO nowhere SELECT v FROM numbers"
                      + " JOIN l FOR SYSTEM_TIME AS OF numbers.now ON numbers.n = l.`$n`")
              .getJobClient()
              .orElseThrow();
      try {
        asked.await();

        assertThat(
                job.stopWithSavepoint(
                    false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL))
            .succeedsWithin(Duration.ofSeconds(60));
      } finally {
        release.countDown();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(100, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody released the answer");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
