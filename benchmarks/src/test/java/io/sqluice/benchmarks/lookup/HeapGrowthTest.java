package io.sqluice.benchmarks.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeapGrowthTest {

  private static final long MEGABYTE = 1 << 20;

  @Test
  void should_set_the_median_of_the_last_tenth_beside_that_of_the_first() {
    // given
    List<Long> bytes =
        LongStream.range(0, 30).map(sample -> (100 + sample) * MEGABYTE).boxed().toList();

    // when
    HeapGrowth growth = new HeapGrowth(bytes);

    // then
    assertThat(growth.megabytes()).isEqualTo(27);
    assertThat(growth)
        .hasToString(
            "heap after collections: 30 samples, first tenth 101.0 MB, last tenth 128.0 MB");
  }

  @Test
  void should_not_tell_from_a_few_samples() {
    assertThatThrownBy(() -> new HeapGrowth(List.of(1L, 2L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The heap was looked at 2 times, expected 10 at least");
  }
}
