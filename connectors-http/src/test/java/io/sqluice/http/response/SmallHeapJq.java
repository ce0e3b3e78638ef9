package io.sqluice.http.response;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.api.DataTypes;

/**
 * Runs programs that take all memory, in a process of its own, while another thread of it goes on
 * taking a little; prints what became of both.
 */
final class SmallHeapJq {

  private SmallHeapJq() {}

  /**
   * @param programs the jq programs, one after the other
   */
  public static void main(String[] programs) {
    AtomicInteger failuresElsewhere = new AtomicInteger();
    Thread elsewhere = new Thread(() -> allocate(failuresElsewhere));
    elsewhere.setDaemon(true);
    elsewhere.start();
    for (String program : programs) {
      PageExtractor extractor =
          Extraction.into(DataTypes.STRING())
              .jq(program)
              .jqTimeout(Duration.ofSeconds(60))
              .extractor();
      try {
        System.out.println(extractor.extract(Responses.of("{}")).rows());
      } catch (ExtractionException failure) {
        System.out.println(failure.getMessage());
      }
    }
    System.out.println("failures elsewhere: " + failuresElsewhere);
  }

  private static void allocate(AtomicInteger failures) {
    byte[][] last = new byte[16][];
    for (int i = 0; ; i = (i + 1) % last.length) {
      try {
        last[i] = new byte[100];
      } catch (OutOfMemoryError error) {
        failures.incrementAndGet();
      }
      Thread.onSpinWait();
    }
  }
}
