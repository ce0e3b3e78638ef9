package io.sqluice.http.pagination;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.response.BodyFormat;
import io.sqluice.http.response.EpochUnit;
import io.sqluice.http.response.ExtractedPage;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.response.ExtractionException;
import io.sqluice.http.response.PageExtractor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;

/** Pages as they come out of extraction. */
final class Pages {

  private static final RowType ONE_COLUMN =
      (RowType) DataTypes.ROW(DataTypes.FIELD("id", DataTypes.STRING())).getLogicalType();

  private Pages() {}

  static HttpRequest request(String url) {
    return new HttpRequest("GET", url, List.of(), null);
  }

  static ExtractedPage page(BodyFormat format, String url, String jq, String body)
      throws ExtractionException {
    ExtractionConfig config =
        new ExtractionConfig(ONE_COLUMN, format, jq, Duration.ofSeconds(30), EpochUnit.AUTO, null);
    return new PageExtractor(config, ONE_COLUMN)
        .extract(new HttpResponse(200, Map.of(), body.getBytes(StandardCharsets.UTF_8), url));
  }

  static ExtractedPage page(String jq, String body) throws ExtractionException {
    return page(BodyFormat.JSON, "http://h/", jq, body);
  }
}
