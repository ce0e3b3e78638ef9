package io.sqluice.benchmarks.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JvmProbeTest {

  /** A program that runs until its input ends. */
  static final class Waiting {

    private Waiting() {}

    public static void main(String[] arguments) throws Exception {
      Thread.currentThread().setName("waiting-main");
      System.out.println("ready");
      System.in.transferTo(System.out);
    }
  }

  @Test
  void should_see_the_threads_and_the_heap_of_another_process() throws Exception {
    // given
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("ready");

      // when
      JvmProbe probe = JvmProbe.of(process.pid());

      // then
      assertThat(probe.threadsOf("waiting-")).isEqualTo(1);
      assertThat(probe.threads()).hasSizeGreaterThan(1);
      assertThat(probe.heapBytes()).isPositive();
    } finally {
      process.outputWriter().close();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
