package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpResponse;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;

/**
 * The rows of one answer, and what pagination needs of it.
 *
 * @param response the answer itself
 * @param rows one row a record, with the columns that are wanted
 * @param errors why a row is all NULL, by its position; empty unless such rows are wanted
 * @param records the records that the answer had, those without a row included
 * @param lastRecord the last record as jq gave it, before it became a row; null for an empty page
 *     and for formats that are not JSON
 * @param document the parsed body, null for an empty body and for formats other than JSON
 */
public record ExtractedPage(
    HttpResponse response,
    List<RowData> rows,
    Map<Integer, String> errors,
    int records,
    @Nullable JsonNode lastRecord,
    @Nullable JsonNode document) {}
