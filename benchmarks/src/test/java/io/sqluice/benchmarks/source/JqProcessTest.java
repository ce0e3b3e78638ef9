package io.sqluice.benchmarks.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class JqProcessTest {

  @Test
  void should_time_a_run_and_refuse_one_that_fails() throws Exception {
    Optional<JqProcess> good = JqProcess.find(".[] | {n}", "[{\"n\":1}]".getBytes(US_ASCII));
    assumeTrue(good.isPresent(), "jq is not on the path");
    JqProcess bad = JqProcess.find(".a", "[1]".getBytes(US_ASCII)).orElseThrow();

    assertThat(good.get().millis()).isPositive();
    assertThatThrownBy(bad::millis).hasMessage("jq ended with 5, expected 0");
  }
}
