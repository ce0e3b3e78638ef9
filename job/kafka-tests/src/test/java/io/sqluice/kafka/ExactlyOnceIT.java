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
      CREATE SINK sink FROM numbers WITH (
        connector = 'kafka', topic = 'numbers', server = '%s', sink.transactional-id-prefix = 'numbers');
      """;

  /** After what the process is killed. */
  private enum Moment {
    /**
     * Records are there, in a transaction that is open: the run makes no checkpoint that would
     * commit it.
     */
    OPEN,
    /** Records are there; the next checkpoint is near. */
    WRITTEN,
    /** A checkpoint is complete; its transaction is about to be committed. */
    CHECKPOINT,
    /** A transaction is committed. */
    COMMITTED;

    boolean ofRecords() {
      return this == OPEN || this == WRITTEN;
    }
  }

  @TempDir private Path folder;

  @Test
  void should_have_each_row_once_after_kills() throws Exception {
    Random random = new Random(SEED);
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
      broker.create("numbers");
      String script = SCRIPT.formatted(ROWS, broker.servers());

      try (Topic written = Topic.uncommitted(broker, "numbers");
          Topic committed = Topic.committed(broker, "numbers")) {
        for (int kill = 0; kill < KILLS; kill++) {
          Moment moment =
              Moment.values()[
                  kill < Moment.values().length ? kill : random.nextInt(Moment.values().length)];
          int more = 1 + random.nextInt(moment.ofRecords() ? 150 : 2);
          written.all();
          committed.all();
          try (Sqluice run = start(script, 400, moment == Moment.OPEN ? "1h" : "200ms")) {
            await(run, moment, more, written, committed);
            run.kill();
          }
        }
      }
      try (Sqluice run = start(script, 100_000, "200ms")) {
        run.awaitSuccess();
      }

      try (Topic committed = Topic.committed(broker, "numbers")) {
        assertThat(committed.all())
            .extracting(Topic.Entry::toString)
            .containsExactlyInAnyOrderElementsOf(
                LongStream.rangeClosed(1, ROWS).mapToObj("- {\"n\":%d}"::formatted).toList());
      }
    }
  }

  private Sqluice start(String script, int perSecond, String checkpointInterval)
      throws IOException {
    return Sqluice.start(
        folder.resolve("run"),
        script,
        Map.of("SQLUICE_JAVA_OPTS", "-Xmx512m"),
        "--checkpoint-dir",
        folder.resolve("state").toString(),
        "--checkpoint-interval",
        checkpointInterval,
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
            case OPEN, WRITTEN -> written.size() >= writtenBefore + more;
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
