package io.sqluice.lookup.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.api.AnswerSink;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.response.ExtractedPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Takes in the answer to a batch's request: each of its records says which key it is for. */
final class BatchSink implements AnswerSink {

  private final PageRows pageRows;
  private final BatchKeys batchKeys;
  private final Map<GenericRowData, GenericRowData> asked = new HashMap<>();
  private final Map<GenericRowData, List<RowData>> rows = new HashMap<>();
  private final List<GenericRowData> keysOfPage = new ArrayList<>();

  BatchSink(PageRows pageRows, BatchKeys batchKeys, Collection<GenericRowData> parameters) {
    this.pageRows = pageRows;
    this.batchKeys = batchKeys;
    parameters.forEach(key -> asked.put(key, key));
  }

  /** The rows for a key so far. */
  List<RowData> rows(GenericRowData parameters) {
    return rows.getOrDefault(parameters, List.of());
  }

  @Override
  public void record(JsonNode record) {
    // Null for a key that nobody asked for: an API may give more than that.
    keysOfPage.add(asked.get(batchKeys.of(record)));
  }

  @Override
  public void page(ExtractedPage page) {
    pageRows.give(
        page,
        keysOfPage::get,
        (key, row) -> rows.computeIfAbsent(key, unknown -> new ArrayList<>(1)).add(row));
    keysOfPage.clear();
  }

  @Override
  public void ignored(HttpResponse response) {
    // It has no rows, for no key.
  }

  @Override
  public boolean isQuick() {
    return batchKeys.isQuick();
  }
}
