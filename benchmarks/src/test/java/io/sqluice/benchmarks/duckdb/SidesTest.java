package io.sqluice.benchmarks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SidesTest {

  private final List<String> turns = new ArrayList<>();

  @Test
  void should_let_sides_take_turns() throws Exception {
    // given
    Sides sides = new Sides().with("a", side("a", "same")).with("b", side("b", "same"));

    // when
    sides.compare(1, 2, new Report());

    // then
    assertThat(turns).containsExactly("a", "b", "a", "b", "a", "b");
  }

  @Test
  void should_refuse_sides_that_do_not_do_the_same() {
    Sides sides = new Sides().with("a", side("a", "1")).with("b", side("b", "2"));

    assertThatThrownBy(() -> sides.compare(0, 1, new Report()))
        .hasMessageContaining("different results")
        .hasMessageContaining("result=1")
        .hasMessageContaining("result=2");
  }

  private Side side(String name, String result) {
    return () -> {
      turns.add(name);
      return new Turn(1, result);
    };
  }
}
