package io.sqluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each row is once in what a reader of committed records sees, wherever the process is killed.
 * Where that is, is told by what others see of it: records, transactions and checkpoints.
 */
@Timeout(900)
class ExactlyOnceIT {

  private static final long SEED = 20261128;
  private static final int KILLS = 20;
  private static final int ROWS = 20_000;

  private static final String SCRIPT =
      """
      SET 'pipeline.name' = 'numbers';
      CREATE TABLE numbers (n BIGINT) WITH (
        'connector' = 'datagen', 'rows-per-second' = '${rate}',
        'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '%d');
      CREATE TABLE sink (n BIGINT) WITH (
        'connector' = 'kafka', 'topic' = 'numbers', 'properties.bootstrap.servers' = '%s', 'format' = 'json',
        'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = 'numbers',
        'properties.transaction.timeout.ms' = '900000');
      INSERT INTO sink SELECT n FROM numbers;
      """;

  /** After what the process is killed. */
  private enum Moment {
    /** Records are there, in a transaction that is open. */
    WRITTEN,
    /** A checkpoint is complete; its transaction is about to be committed. */
    CHECKPOINT,
    /** A transaction is committed. */
    COMMITTED
  }

  @TempDir private Path folder;

  @Test
  void should_have_each_row_once_after_kills() throws Exception {
    Random random = new Random(SEED);
    int withOpenTransactions = 0;
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
      broker.create("numbers");
      String script = SCRIPT.formatted(ROWS, broker.servers());

      try (Topic written = Topic.uncommitted(broker, "numbers");
          Topic committed = Topic.committed(broker, "numbers")) {
        for (int kill = 0; kill < KILLS; kill++) {
          Moment moment = Moment.values()[kill < 3 ? kill : random.nextInt(Moment.values().length)];
          int more = 1 + random.nextInt(moment == Moment.WRITTEN ? 150 : 2);
          written.all();
          committed.all();
          int before = written.size();
          try (Sqluice run = start(script, 400)) {
            await(run, moment, more, written, committed);
            run.kill();
          }
          written.all();
          withOpenTransactions += written.size() > Math.max(before, committed.all().size()) ? 1 : 0;
        }
      }
      try (Sqluice run = start(script, 100_000)) {
        run.awaitSuccess();
      }

      try (Topic committed = Topic.committed(broker, "numbers")) {
        assertThat(committed.all())
            .extracting(Topic.Entry::toString)
            .containsExactlyInAnyOrderElementsOf(
                LongStream.rangeClosed(1, ROWS).mapToObj("- {\"n\":%d}"::formatted).toList());
      }
    }
    // Else the kills would show nothing.
    assertThat(withOpenTransactions).isGreaterThanOrEqualTo(10);
  }

  private Sqluice start(String script, int perSecond) throws IOException {
    return Sqluice.start(
        folder.resolve("run"),
        script,
        Map.of("SQLUICE_JAVA_OPTS", "-Xmx512m"),
        "--checkpoint-dir",
        folder.resolve("state").toString(),
        "--checkpoint-interval",
        "200ms",
        "--param",
        "rate=" + perSecond,
        "--resume");
  }

  private void await(Sqluice run, Moment moment, int more, Topic written, Topic committed)
      throws IOException {
    Set<Path> checkpoints = checkpoints();
    int writtenBefore = written.size();
    int committedBefore = committed.size();
    Topic read = moment == Moment.COMMITTED ? committed : written;
    read.await(
        () -> {
          if (!run.isAlive()) {
            throw new AssertionError("The run has ended: " + errors(run));
          }
          return switch (moment) {
            case WRITTEN -> written.size() >= writtenBefore + more;
            case CHECKPOINT -> newSince(checkpoints) >= more;
            case COMMITTED -> committed.size() >= committedBefore + more;
          };
        });
  }

  private int newSince(Set<Path> before) {
    try {
      Set<Path> now = checkpoints();
      now.removeAll(before);
      return now.size();
    } catch (IOException e) {
      // A folder that has gone while it was listed: the next look tells.
      return 0;
    }
  }

  private static String errors(Sqluice run) {
    try {
      return run.errors();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Those that are complete. */
  private Set<Path> checkpoints() throws IOException {
    Path state = Files.createDirectories(folder.resolve("state"));
    try (Stream<Path> files = Files.walk(state)) {
      return new HashSet<>(
          files.filter(path -> path.getFileName().toString().equals("_metadata")).toList());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
