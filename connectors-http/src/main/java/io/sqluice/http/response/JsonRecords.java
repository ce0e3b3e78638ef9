package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import javax.annotation.Nullable;

/** Makes records of JSON values, with jq where there is a program, and rows of records. */
final class JsonRecords {

  @Nullable private final RowConverter converter;
  @Nullable private final String programText;
  @Nullable private final JqProgram program;

  /**
   * @param converter null if records do not become rows here: only listeners see them
   * @throws IllegalArgumentException if the program does not compile
   */
  JsonRecords(@Nullable RowConverter converter, @Nullable String program) {
    this.converter = converter;
    this.programText = program;
    this.program = program == null ? null : JqProgram.compile(program);
  }

  /** Whether jq says what a record is. */
  boolean hasProgram() {
    return program != null;
  }

  /** The records of a value: jq's outputs, or the value itself. */
  void collect(JsonNode value, RecordListener listener, RecordCollector records)
      throws ExtractionException {
    try {
      if (program == null) {
        accept(value, listener, records);
      } else {
        program.run(value, record -> accept(record, listener, records));
      }
    } catch (RefusedRecordException e) {
      throw new ExtractionException(
          records.place() + "row " + records.records() + ": " + e.getMessage(), e);
    } catch (JqException e) {
      throw new ExtractionException(
          "%sthe jq program failed at row %d: %s; correct the option 'jq' (%s) or check what the API sends"
              .formatted(records.place(), records.records() + 1, e.getMessage(), programText),
          e);
    }
  }

  private void accept(JsonNode record, RecordListener listener, RecordCollector records) {
    records.startRecord(record);
    listener.record(record);
    if (converter == null) {
      return;
    }
    try {
      records.add(converter.convertRecord(record));
    } catch (InvalidValueException e) {
      records.reject(", " + e.getMessage());
    } catch (RecordShapeException e) {
      records.reject(": " + e.getMessage());
    }
  }
}
