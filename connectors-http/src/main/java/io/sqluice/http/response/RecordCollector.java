package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.response.ExtractedPage.DecodeErrors;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Collects the records of one body as rows. For one thread. */
final class RecordCollector {

  private final DecodeErrorPolicy policy;
  private final int columns;
  private final List<RowData> rows = new ArrayList<>();
  private final Map<Integer, String> errors = new LinkedHashMap<>();
  private final BitSet skipped = new BitSet();
  private int line;
  private int records;
  private int rejected;
  @Nullable private String firstRejection;
  @Nullable private JsonNode lastRecord;

  /**
   * @param columns those of a row of NULLs
   */
  RecordCollector(DecodeErrorPolicy policy, int columns) {
    this.policy = policy;
    this.columns = columns;
  }

  /**
   * From here on, records are those of a line.
   *
   * @param number the line's, from 1; for messages
   */
  void startLine(int number) {
    line = number;
  }

  /** A record begins; exactly one of the other methods follows, or several rows. */
  void startRecord() {
    Abandoned.check();
    records++;
  }

  /** As {@link #startRecord()}, of a record that is JSON. */
  void startRecord(JsonNode record) {
    startRecord();
    lastRecord = record;
  }

  void add(RowData row) {
    rows.add(row);
  }

  /**
   * The record at hand does not become a row.
   *
   * @param problem what to say of it behind "row 5"
   * @throws RejectedRecord if that fails the answer
   */
  void reject(String problem) {
    String message = place() + "row " + records + problem;
    if (policy == DecodeErrorPolicy.FAIL) {
      throw new RejectedRecord(message);
    }
    rejected++;
    if (firstRejection == null) {
      firstRejection = message;
    }
    if (policy == DecodeErrorPolicy.EMIT) {
      errors.put(rows.size(), message);
      rows.add(new GenericRowData(columns));
    } else {
      skipped.set(records - 1);
    }
  }

  /** Whether a record that does not become a row fails the answer. */
  boolean failsOnReject() {
    return policy == DecodeErrorPolicy.FAIL;
  }

  /** The line at hand, for messages: "line 3, ", or nothing if the body is not read by lines. */
  String place() {
    return line == 0 ? "" : "line " + line + ", ";
  }

  /** The records that have begun. */
  int records() {
    return records;
  }

  ExtractedPage page(HttpResponse response, @Nullable JsonNode document) {
    return new ExtractedPage(
        response,
        rows,
        errors,
        records,
        lastRecord,
        document,
        rejected == 0 ? DecodeErrors.NONE : new DecodeErrors(rejected, firstRejection, skipped));
  }
}
