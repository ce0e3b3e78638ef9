package io.sqluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

  @Test
  void should_print_a_figure_at_its_bar_as_ok() {
    Figure figure = new ComparedFigure("start", 600, 1_000, 0.6);

    assertThat(figure.line())
        .isEqualTo("figure start ours=600.0 reference=1000.0 ratio=0.600 bar=0.6 ok");
    assertThat(figure.isGood()).isTrue();
  }

  @Test
  void should_print_a_figure_above_its_bar_as_a_miss() {
    Figure figure = new ComparedFigure("source", 131, 100, 1.3);

    assertThat(figure.line())
        .isEqualTo("figure source ours=131.0 reference=100.0 ratio=1.310 bar=1.3 miss");
    assertThat(figure.isGood()).isFalse();
  }

  @Test
  void should_print_a_figure_without_a_reference() {
    Figure good = new LimitedFigure("source-lag", 100, 100);
    Figure bad = new LimitedFigure("source-lag", 100.5, 100);

    assertThat(good.line()).isEqualTo("figure source-lag ours=100.0 bar=100.0 ok");
    assertThat(bad.line()).isEqualTo("figure source-lag ours=100.5 bar=100.0 miss");
    assertThat(bad.isGood()).isFalse();
  }
}
