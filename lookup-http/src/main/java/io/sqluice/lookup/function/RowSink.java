package io.sqluice.lookup.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.api.AnswerSink;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.response.ExtractedPage;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Takes in the answer to one row's request: each of its records is for that row. */
final class RowSink implements AnswerSink {

  private final PageRows pageRows;
  private final GenericRowData parameters;
  private final List<RowData> rows = new ArrayList<>(1);
  @Nullable private HttpResponse ignored;

  RowSink(PageRows pageRows, GenericRowData parameters) {
    this.pageRows = pageRows;
    this.parameters = parameters;
  }

  /** The rows so far. */
  List<RowData> rows() {
    return rows;
  }

  @Override
  public void record(JsonNode record) {
    // All that counts is in the row.
  }

  @Override
  public void page(ExtractedPage page) {
    pageRows.give(page, record -> parameters, (asked, row) -> rows.add(row));
  }

  @Override
  public void ignored(HttpResponse response) {
    ignored = response;
  }

  /** The answer whose status code said that it has no rows; null if there was none. */
  @Nullable
  HttpResponse ignored() {
    return ignored;
  }

  @Override
  public boolean isQuick() {
    return true;
  }
}
