package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.response.ExtractedPage.DecodeErrors;
import io.sqluice.http.secret.Redaction;
import io.sqluice.http.table.SourceConfigs;
import java.util.BitSet;
import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class DecodeErrorLogTest {

  private final DecodeErrorLog log =
      new DecodeErrorLog(
          SourceConfigs.streaming("http://h/", "1 min", Map.of("decode.error-policy", "skip")),
          new SourceMetrics(new UnregisteredMetricsGroup(), "t"),
          new Redaction());

  @Test
  void should_warn_once_a_poll() {
    DecodeErrors errors = new DecodeErrors(7, "row 2: found 7", new BitSet());

    assertThat(log.warning(DecodeErrors.NONE, 1, 0)).isEmpty();
    assertThat(log.warning(errors, 1, 1))
        .hasValue(
            "Poll 1 of table t, page 1: 7 records did not become rows and were skipped"
                + " ('decode.error-policy' = 'skip'); the first is row 2: found 7. Later pages of"
                + " this poll are counted only (metric decodeErrors).");
    assertThat(log.warning(errors, 1, 2)).isEmpty();
    assertThat(log.warning(errors, 2, 0)).isPresent();
  }
}
