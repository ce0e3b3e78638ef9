package io.sqluice.benchmarks.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunReportTest {

  @Test
  void should_come_out_of_its_line_as_it_went_in() {
    // given
    RunReport report = new RunReport(1_234, List.of(5L, 6L));

    // when
    String line = report.line();

    // then
    assertThat(line).isEqualTo("done 1234 5 6");
    assertThat(RunReport.isReport(line)).isTrue();
    assertThat(RunReport.parse(line)).isEqualTo(report);
    assertThat(RunReport.parse("done 7")).isEqualTo(new RunReport(7));
    assertThat(RunReport.isReport(Contender.WARM)).isFalse();
  }
}
