package io.sqluice.http.pagination;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTrailTest {

  private final TokenTrail trail = new TokenTrail();

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 2", "1, 2", "3, 5", "10, 100"})
  void should_notice_a_circle(int before, int length) {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 3 * (before + length) + 3; i++) {
                trail.follow(i < before ? "before" + i : "in" + (i - before) % length);
              }
            })
        .isInstanceOf(PaginationException.class)
        .hasMessageMatching(
            "the pagination goes round in a circle: 'in\\d+' comes again after "
                + length
                + " pages; check that the API names the next page, and not the one before");
  }

  @Test
  void should_follow_tokens_that_are_all_different() {
    assertThatCode(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                trail.follow("t" + i);
                trail.follow(null);
              }
            })
        .doesNotThrowAnyException();
  }
}
