package io.sqluice.http.response;

import io.sqluice.http.client.HttpResponse;
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
record Extraction(
    RowType columns,
    BodyFormat format,
    @Nullable String jq,
    Duration jqTimeout,
    EpochUnit epochUnit,
    @Nullable String timestampFormat) {

  static Extraction into(DataTypes.Field... columns) {
    RowType type = (RowType) DataTypes.ROW(columns).getLogicalType();
    return new Extraction(
        type, BodyFormat.JSON, null, Duration.ofSeconds(30), EpochUnit.AUTO, null);
  }

  /** Into a table of one column {@code c}. */
  static Extraction into(DataType type) {
    return into(DataTypes.FIELD("c", type));
  }

  Extraction format(BodyFormat other) {
    return new Extraction(columns, other, jq, jqTimeout, epochUnit, timestampFormat);
  }

  Extraction jq(String program) {
    return new Extraction(columns, format, program, jqTimeout, epochUnit, timestampFormat);
  }

  Extraction jqTimeout(Duration other) {
    return new Extraction(columns, format, jq, other, epochUnit, timestampFormat);
  }

  Extraction epochUnit(EpochUnit other) {
    return new Extraction(columns, format, jq, jqTimeout, other, timestampFormat);
  }

  Extraction timestampFormat(String pattern) {
    return new Extraction(columns, format, jq, jqTimeout, epochUnit, pattern);
  }

  PageExtractor extractor() {
    return new PageExtractor(
        new ExtractionConfig(columns, format, jq, jqTimeout, epochUnit, timestampFormat), columns);
  }

  ExtractedPage page(byte[] body) throws ExtractionException {
    return extractor().extract(new HttpResponse(200, Map.of(), body, "http://localhost/"));
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
    List<RowData> rows = rows(body);
    if (rows.size() != 1) {
      throw new AssertionError("expected one row, but there are " + rows.size());
    }
    return RowData.createFieldGetter(columns.getTypeAt(0), 0).getFieldOrNull(rows.get(0));
  }
}
