package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;

/** Collects the records of one body as rows. For one thread. */
final class RecordCollector implements Consumer<JsonNode> {

  private final RowConverter converter;
  private final List<RowData> rows = new ArrayList<>();
  @Nullable private JsonNode lastRecord;

  RecordCollector(RowConverter converter) {
    this.converter = converter;
  }

  @Override
  public void accept(JsonNode value) {
    Abandoned.check();
    rows.add(converter.convertRecord(value));
    lastRecord = value;
  }

  List<RowData> rows() {
    return rows;
  }

  @Nullable
  JsonNode lastRecord() {
    return lastRecord;
  }
}
