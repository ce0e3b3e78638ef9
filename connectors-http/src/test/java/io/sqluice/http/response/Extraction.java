package io.sqluice.http.response;

import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.testing.FormatContexts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** A table's extraction in a test: columns first, then whatever differs from the defaults. */
record Extraction(ExtractionConfig config) {

  private static final TextRules TEXT = new TextRules(null, 1 << 20);

  static Extraction into(DataTypes.Field... columns) {
    RowType type = (RowType) DataTypes.ROW(columns).getLogicalType();
    return new Extraction(
        new ExtractionConfig(
            type,
            BodyFormat.JSON,
            null,
            Duration.ofSeconds(30),
            new TimestampRules(EpochUnit.AUTO, null),
            TEXT,
            DecodeErrorPolicy.FAIL));
  }

  /** Into a table of one column {@code c}. */
  static Extraction into(DataType type) {
    return into(DataTypes.FIELD("c", type));
  }

  Extraction format(BodyFormat other) {
    return with(other, config.jq(), config.jqTimeout(), config.timestamps(), config.text());
  }

  Extraction jq(String program) {
    return with(config.format(), program, config.jqTimeout(), config.timestamps(), config.text());
  }

  Extraction jqTimeout(Duration other) {
    return with(config.format(), config.jq(), other, config.timestamps(), config.text());
  }

  Extraction epochUnit(EpochUnit other) {
    return timestamps(new TimestampRules(other, config.timestamps().format()));
  }

  Extraction timestampFormat(String pattern) {
    return timestamps(new TimestampRules(config.timestamps().epochUnit(), pattern));
  }

  private Extraction timestamps(TimestampRules other) {
    return with(config.format(), config.jq(), config.jqTimeout(), other, config.text());
  }

  Extraction charset(String name) {
    return with(
        config.format(),
        config.jq(),
        config.jqTimeout(),
        config.timestamps(),
        new TextRules(name, config.text().maxLineBytes()));
  }

  Extraction maxLineBytes(long bytes) {
    return with(
        config.format(),
        config.jq(),
        config.jqTimeout(),
        config.timestamps(),
        new TextRules(config.text().charset(), bytes));
  }

  Extraction decodeErrors(DecodeErrorPolicy policy) {
    return new Extraction(
        new ExtractionConfig(
            config.rowType(),
            config.format(),
            config.jq(),
            config.jqTimeout(),
            config.timestamps(),
            config.text(),
            policy,
            config.flinkFormat(),
            null));
  }

  private Extraction with(
      BodyFormat format,
      @Nullable String jq,
      Duration jqTimeout,
      TimestampRules timestamps,
      TextRules text) {
    return new Extraction(
        new ExtractionConfig(
            config.rowType(),
            format,
            jq,
            jqTimeout,
            timestamps,
            text,
            config.decodeErrors(),
            config.flinkFormat(),
            null));
  }

  PageExtractor extractor() {
    return new PageExtractor(config, config.rowType(), FormatContexts.outsideTasks());
  }

  ExtractedPage page(byte[] body) throws ExtractionException {
    return extractor().extract(Responses.of(body));
  }

  ExtractedPage page(byte[] body, String contentType) throws ExtractionException {
    return extractor()
        .extract(
            new HttpResponse(
                200, Map.of("content-type", List.of(contentType)), body, "http://localhost/"));
  }

  ExtractedPage page(String body) throws ExtractionException {
    return page(body.getBytes(StandardCharsets.UTF_8));
  }

  List<RowData> rows(String body) throws ExtractionException {
    return page(body).rows();
  }

  /** The only column of the only row. */
  @Nullable
  Object value(String body) throws ExtractionException {
    return value(page(body));
  }

  /** The only column of the only row. */
  @Nullable
  Object value(ExtractedPage page) {
    List<RowData> rows = page.rows();
    if (rows.size() != 1) {
      throw new AssertionError("expected one row, but there are " + rows.size());
    }
    return RowData.createFieldGetter(config.rowType().getTypeAt(0), 0).getFieldOrNull(rows.get(0));
  }
}
