package io.sqluice.benchmarks.duckdb;

import io.sqluice.benchmarks.Samples;
import io.sqluice.benchmarks.TickerPayload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Payload after payload through one task's engine, and what is left of them in memory. */
final class PayloadStream {

  static final String MILLIS = "ms of 1,000 payloads";
  static final String HEAP = "MB of heap";
  static final String RESIDENT = "MB resident";

  /** Linux has it. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final int RECORDS = 100;
  private static final int PARTS = 10;

  private PayloadStream() {}

  /**
   * Says of each tenth of the payloads how long it took by its median hundredth, and after it what
   * is used of the heap after a collection, and what the process has in memory.
   *
   * @param payloads a multiple of a hundred, after as many for warm-up
   */
  static void run(int payloads, Report report) throws Exception {
    int hundredth = payloads / PARTS / PARTS;
    try (OurPayload stream = Payloads.stream(TickerPayload.of(RECORDS), hundredth)) {
      for (int part = 0; part < PARTS; part++) {
        tenthMillis(stream);
      }
      for (int part = 0; part < PARTS; part++) {
        report.say(MILLIS, tenthMillis(stream));
        report.say(HEAP, heapBytes() / 1e6);
        if (Files.exists(STATUS)) {
          report.say(RESIDENT, residentKilobytes() / 1e3);
        }
      }
    }
  }

  /** What else runs on the machine for a moment does not count so. */
  private static double tenthMillis(OurPayload stream) throws Exception {
    Samples hundredths = new Samples(MILLIS);
    for (int i = 0; i < PARTS; i++) {
      hundredths.add(stream.take().millis());
    }
    return hundredths.median() * PARTS;
  }

  private static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
