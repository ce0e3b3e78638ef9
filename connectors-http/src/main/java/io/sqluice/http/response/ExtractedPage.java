package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpResponse;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;

/**
 * The rows of one answer, and what pagination needs of it.
 *
 * @param response the answer itself
 * @param rows one row a record, with the table's physical columns
 * @param lastRecord the last record as jq gave it, before it became a row; null for an empty page
 * @param document the parsed body, null for NDJSON and for an empty body
 */
public record ExtractedPage(
    HttpResponse response,
    List<RowData> rows,
    @Nullable JsonNode lastRecord,
    @Nullable JsonNode document) {}
