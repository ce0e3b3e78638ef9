package io.sqluice.http.response;

import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;

/**
 * How a body becomes rows, validated.
 *
 * @param rowType the table's physical columns
 * @param format how the body is parsed
 * @param jq the jq program; null for the format's own rule (an array gives a row an element, an
 *     object one row)
 * @param jqTimeout limit for reading one body into rows, jq included
 * @param timestamps how JSON values become timestamps
 * @param text how text is decoded and cut into lines
 * @param decodeErrors what becomes of a record that does not become a row
 * @param flinkFormat the format of Flink's; null for those of ours
 */
public record ExtractionConfig(
    RowType rowType,
    BodyFormat format,
    @Nullable String jq,
    Duration jqTimeout,
    TimestampRules timestamps,
    TextRules text,
    DecodeErrorPolicy decodeErrors,
    @Nullable FlinkFormat flinkFormat)
    implements Serializable {

  /** With a format of ours. */
  public ExtractionConfig(
      RowType rowType,
      BodyFormat format,
      @Nullable String jq,
      Duration jqTimeout,
      TimestampRules timestamps,
      TextRules text,
      DecodeErrorPolicy decodeErrors) {
    this(rowType, format, jq, jqTimeout, timestamps, text, decodeErrors, null);
  }
}
