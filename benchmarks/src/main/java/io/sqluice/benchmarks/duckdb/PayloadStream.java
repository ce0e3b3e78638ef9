package io.sqluice.benchmarks.duckdb;

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
   * Says after each tenth of the payloads how long it took, what is used of the heap after a
   * collection, and what the process has in memory.
   *
   * @param payloads a multiple of ten, after as many for warm-up
   */
  static void run(int payloads, Report report) throws Exception {
    try (OurPayload stream = Payloads.stream(TickerPayload.of(RECORDS), payloads / PARTS)) {
      for (int part = 0; part < PARTS; part++) {
        stream.take();
      }
      for (int part = 0; part < PARTS; part++) {
        report.say(MILLIS, stream.take().millis());
        report.say(HEAP, heapBytes() / 1e6);
        if (Files.exists(STATUS)) {
          report.say(RESIDENT, residentKilobytes() / 1e3);
        }
      }
    }
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
