package io.sqluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void should_take_the_middle_of_an_odd_number_of_samples() {
    Samples samples = samples(9, 1, 5);

    assertThat(samples.median()).isEqualTo(5);
  }

  @Test
  void should_take_the_mean_of_the_middle_two_of_an_even_number() {
    Samples samples = samples(9, 1, 5, 6);

    assertThat(samples.median()).isEqualTo(5.5);
    assertThat(samples).hasToString("ours ms: 9 1 5 6");
  }

  @Test
  void should_take_the_value_that_so_many_in_a_hundred_do_not_exceed() {
    Samples samples = samples(5, 4, 3, 2, 1);

    assertThat(samples.percentile(1)).isEqualTo(1);
    assertThat(samples.percentile(80)).isEqualTo(4);
    assertThat(samples.percentile(81)).isEqualTo(5);
    assertThat(samples.percentile(100)).isEqualTo(5);
  }

  @Test
  void should_have_no_median_of_nothing() {
    Samples samples = samples();

    assertThatThrownBy(samples::median).hasMessage("Nothing of ours was measured");
  }

  private static Samples samples(double... milliseconds) {
    Samples samples = new Samples("ours");
    for (double sample : milliseconds) {
      samples.add(sample);
    }
    return samples;
  }
}
