package io.sqluice.benchmarks.lookup;

import io.sqluice.benchmarks.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The sides of the lookup benchmark, all with the same options for the JVM. */
final class Contenders {

  /** Different keys that are asked for. */
  static final int KEYS = 100_000;

  /** Rows that look up in a cache, and lookups over which the heap is looked at. */
  static final int ROWS = 1_000_000;

  private static final int CACHED_KEYS = 1_000;
  private static final int WARM_UP = 200_000;

  /** The default of 'rate-limit.max-concurrent'. */
  private static final int CONCURRENCY = 64;

  /** Flink's default, more than the requests under way. */
  private static final int BUFFERED_ROWS = 100;

  private static final int BATCH = 100;

  /** Ten batches: with Flink's default, each would wait for the one before. */
  private static final int BUFFERED_ROWS_OF_BATCHES = 10 * BATCH;

  /** The peer's threads that ask and that answer: its defaults, and up to the same concurrency. */
  private static final List<PeerThreads> PEER_THREADS =
      List.of(new PeerThreads(8, 4), new PeerThreads(32, 8), new PeerThreads(CONCURRENCY, 16));

  private static final String EACH_KEY = "n";

  /** The launcher's collector; Flink's serializers look into the collections of the JDK. */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx2g",
          "-XX:+UseParallelGC",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED");

  private record PeerThreads(int asking, int answering) {}

  private final Workspace workspace;
  private final String url;

  Contenders(Workspace workspace, String url) {
    this.workspace = workspace;
    this.url = url;
  }

  Contender ours() throws IOException {
    return new Contender(
        "ours", ours("lookup-ours.sql", EACH_KEY, BUFFERED_ROWS, KEYS, false), KEYS);
  }

  Contender batched() throws IOException {
    return new Contender(
        "ours in batches",
        ours("lookup-batched.sql", EACH_KEY, BUFFERED_ROWS_OF_BATCHES, KEYS, false),
        KEYS);
  }

  Contender cached() throws IOException {
    String key = "MOD(n, " + CACHED_KEYS + ")";
    return new Contender(
        "ours with a cache",
        ours("lookup-cached.sql", key, BUFFERED_ROWS, ROWS, false),
        CACHED_KEYS);
  }

  /** Ours, with a look at the heap. */
  Contender manyLookups() throws IOException {
    return new Contender(
        "ours over many lookups",
        ours("lookup-ours.sql", EACH_KEY, BUFFERED_ROWS, ROWS, true),
        ROWS);
  }

  /** The peer with each of its settings. */
  List<Contender> peers() throws IOException {
    List<Contender> peers = new ArrayList<>();
    for (PeerThreads threads : PEER_THREADS) {
      String table =
          table("lookup-peer.sql")
              .replace("${asking}", Integer.toString(threads.asking()))
              .replace("${answering}", Integer.toString(threads.answering()));
      peers.add(
          new Contender(
              "peer with %d and %d threads".formatted(threads.asking(), threads.answering()),
              job(workspace.classPathWithPeer(), table, EACH_KEY, BUFFERED_ROWS, KEYS, false),
              KEYS));
    }
    return peers;
  }

  Contender loop() {
    return new Contender(
        "loop",
        workspace.java(
            JVM_OPTIONS,
            workspace.classPathWithoutFlink(),
            LookupLoop.class,
            url + "/one?id=",
            Integer.toString(CONCURRENCY),
            Integer.toString(WARM_UP),
            Integer.toString(KEYS)),
        KEYS);
  }

  private ProcessBuilder ours(
      String script, String key, int bufferedRows, int rows, boolean looksAtHeap)
      throws IOException {
    return job(workspace.classPathWithJob(), table(script), key, bufferedRows, rows, looksAtHeap);
  }

  private ProcessBuilder job(
      String classPath, String table, String key, int bufferedRows, int rows, boolean looksAtHeap) {
    return workspace.java(
        JVM_OPTIONS,
        classPath,
        LookupJob.class,
        table,
        key,
        Integer.toString(bufferedRows),
        Integer.toString(WARM_UP),
        Integer.toString(rows),
        Boolean.toString(looksAtHeap));
  }

  private String table(String script) throws IOException {
    return Files.readString(workspace.sql(script)).replace("${api}", url);
  }
}
