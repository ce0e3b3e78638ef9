package io.sqluice.http.pagination;

import io.sqluice.http.client.AllowedHosts;
import io.sqluice.http.client.HostRules;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.client.RedirectPolicy;
import io.sqluice.http.response.BodyFormat;
import io.sqluice.http.response.DecodeErrorPolicy;
import io.sqluice.http.response.EpochUnit;
import io.sqluice.http.response.ExtractedPage;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.response.ExtractionException;
import io.sqluice.http.response.PageExtractor;
import io.sqluice.http.response.TextRules;
import io.sqluice.http.response.TimestampRules;
import io.sqluice.http.testing.FormatContexts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;

/** Pages as they come out of extraction, and the pagination that reads them. */
final class Pages {

  private static final RowType ONE_COLUMN =
      (RowType) DataTypes.ROW(DataTypes.FIELD("id", DataTypes.STRING())).getLogicalType();

  private Pages() {}

  static HttpRequest request(String url) {
    return new HttpRequest("GET", url, List.of(), null);
  }

  /** An answer to http://h/, each element of which is a record. */
  static ExtractedPage page(String body) throws ExtractionException {
    return page(".[]", body);
  }

  static ExtractedPage page(String jq, String body) throws ExtractionException {
    return page(jq, body, "http://h/", Map.of());
  }

  /**
   * @param headers by name in lower case
   */
  static ExtractedPage page(String jq, String body, String url, Map<String, List<String>> headers)
      throws ExtractionException {
    ExtractionConfig config =
        new ExtractionConfig(
            ONE_COLUMN,
            BodyFormat.JSON,
            jq,
            Duration.ofSeconds(30),
            new TimestampRules(EpochUnit.AUTO, null),
            new TextRules(null, 1_000),
            DecodeErrorPolicy.FAIL);
    return new PageExtractor(config, ONE_COLUMN, FormatContexts.outsideTasks())
        .extract(new HttpResponse(200, headers, body.getBytes(StandardCharsets.UTF_8), url));
  }

  static Pagination of(PageSteps steps) {
    return of(config(steps));
  }

  static PaginationConfig config(PageSteps steps) {
    return new PaginationConfig(steps, null, null, PaginationConfig.End.AT_EMPTY_PAGE);
  }

  static Pagination of(PaginationConfig config) {
    return config.create(new HostRules(RedirectPolicy.SAME_ORIGIN, AllowedHosts.ANY, false));
  }

  static BodyExpression jq(String option, String program) {
    return new BodyExpression("pagination." + option, program);
  }
}
