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
 * @param jqTimeout limit of the jq program over one body
 * @param epochUnit the unit of a number read into a timestamp
 * @param timestampFormat a {@link java.time.format.DateTimeFormatter} pattern for strings read into
 *     timestamps; null for ISO 8601
 */
public record ExtractionConfig(
    RowType rowType,
    BodyFormat format,
    @Nullable String jq,
    Duration jqTimeout,
    EpochUnit epochUnit,
    @Nullable String timestampFormat)
    implements Serializable {}
