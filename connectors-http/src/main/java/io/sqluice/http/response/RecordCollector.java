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
  private final RecordListener listener;
  private final List<RowData> rows = new ArrayList<>();
  @Nullable private JsonNode lastRecord;

  RecordCollector(RowConverter converter, RecordListener listener) {
    this.converter = converter;
    this.listener = listener;
  }

  @Override
  public void accept(JsonNode value) {
    Abandoned.check();
    listener.record(value);
    rows.add(converter.convertRecord(value));
    lastRecord = value;
  }

  List<RowData> rows() {
    return rows;
  }

  /** The records seen, those without a row included. */
  int count() {
    return rows.size();
  }

  @Nullable
  JsonNode lastRecord() {
    return lastRecord;
  }
}
