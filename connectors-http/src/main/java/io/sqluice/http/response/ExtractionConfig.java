package io.sqluice.http.response;

import io.sqluice.http.transform.PayloadFormat;
import io.sqluice.http.transform.TransformConfig;
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
 * @param transform the SQL that makes the rows; null if the records are the rows
 */
public record ExtractionConfig(
    RowType rowType,
    BodyFormat format,
    @Nullable String jq,
    Duration jqTimeout,
    TimestampRules timestamps,
    TextRules text,
    DecodeErrorPolicy decodeErrors,
    @Nullable FlinkFormat flinkFormat,
    @Nullable SqlOfAnswers transform)
    implements Serializable {

  /**
   * SQL over each answer.
   *
   * @param ofRecords whether the body is parsed, since jq or others look at its records, and the
   *     payload is made of them; else it is the body as it came
   */
  public record SqlOfAnswers(TransformConfig config, boolean ofRecords) implements Serializable {

    /** The same over the records. */
    public SqlOfAnswers overRecords() {
      return new SqlOfAnswers(config.withFormat(PayloadFormat.JSON), true);
    }
  }

  /** With a format of ours. */
  public ExtractionConfig(
      RowType rowType,
      BodyFormat format,
      @Nullable String jq,
      Duration jqTimeout,
      TimestampRules timestamps,
      TextRules text,
      DecodeErrorPolicy decodeErrors) {
    this(rowType, format, jq, jqTimeout, timestamps, text, decodeErrors, null, null);
  }

  /** The same, with the rows made by SQL, or with other SQL. */
  public ExtractionConfig withTransform(SqlOfAnswers sql) {
    return new ExtractionConfig(
        rowType, format, jq, jqTimeout, timestamps, text, decodeErrors, flinkFormat, sql);
  }
}
