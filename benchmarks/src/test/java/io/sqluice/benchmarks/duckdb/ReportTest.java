package io.sqluice.benchmarks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void should_read_what_was_said_and_no_other_lines() throws Exception {
    // given
    Report report = new Report();

    // when
    report.read("measured 1.5 ms of 1,000 payloads");
    report.read("WARNING: measured by nobody");
    report.read("measured 2.5 ms of 1,000 payloads");

    // then
    assertThat(report.of("ms of 1,000 payloads").first()).isEqualTo(1.5);
    assertThat(report.of("ms of 1,000 payloads").last()).isEqualTo(2.5);
    assertThat(report.all()).hasSize(1);
    assertThat(report.has("ours")).isFalse();
    assertThatThrownBy(() -> report.of("ours")).hasMessage("nothing was measured of ours");
  }
}
