package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;

/**
 * Makes the rows of one answer: parses the body, runs jq over it and converts each output into a
 * row.
 *
 * <p>Thread-safe. Called on a worker thread, which it keeps until the rows are there or jq's time
 * is up; the work itself is done on a thread of its own.
 */
public final class PageExtractor {

  private final ExtractionConfig config;
  private final RowConverter rowConverter;
  private final JsonTreeReader reader = new JsonTreeReader();
  @Nullable private final JqProgram program;
  private final JqThreads jqThreads;

  /**
   * @param columns those of the table's columns that are wanted; the others are not converted
   * @throws IllegalArgumentException if the jq program does not compile, or a column's type is not
   *     one that a JSON value becomes
   */
  public PageExtractor(ExtractionConfig config, RowType columns) {
    List<String> unsupported = JsonConverters.unsupported(config.rowType());
    if (!unsupported.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", unsupported));
    }
    this.config = config;
    this.rowConverter =
        new JsonConverters(config.epochUnit(), config.timestampFormat())
            .record(config.rowType(), columns);
    this.program = config.jq() == null ? null : JqProgram.compile(config.jq());
    this.jqThreads = new JqThreads(config.jqTimeout());
  }

  /**
   * The rows of an answer, none for an empty body.
   *
   * @throws RecordConversionException if a record does not fit the table's columns
   * @throws ExtractionException if the body does not parse, or jq fails or takes too long; in
   *     either case none of its rows counts
   */
  public ExtractedPage extract(HttpResponse response) throws ExtractionException {
    return extract(response, RecordListener.NONE, page -> page);
  }

  /**
   * What a reader makes of an answer and its rows, none for an empty body.
   *
   * @param listener sees each record before it becomes a row
   * @param reader runs under the same time limit, so that it may run jq too
   * @throws RecordConversionException if a record does not fit the table's columns
   * @throws ExtractionException if the body does not parse, or jq fails or takes too long; in
   *     either case none of its rows counts
   */
  public <T> T extract(HttpResponse response, RecordListener listener, PageReader<T> reader)
      throws ExtractionException {
    return jqThreads.call(() -> reader.read(extractHere(response, listener)));
  }

  private ExtractedPage extractHere(HttpResponse response, RecordListener listener)
      throws ExtractionException {
    RecordCollector records = new RecordCollector(rowConverter, listener);
    JsonNode document = null;
    switch (config.format()) {
      case JSON -> document = extractDocument(response.body(), records);
      case NDJSON -> extractLines(response.body(), records);
    }
    return new ExtractedPage(
        response, records.rows(), Map.of(), records.count(), records.lastRecord(), document);
  }

  @Nullable
  private JsonNode extractDocument(byte[] body, RecordCollector records)
      throws ExtractionException {
    JsonNode document = parse(body, 0, body.length, 1);
    if (document == null) {
      return null;
    }
    if (program == null && document.isArray()) {
      for (JsonNode element : document) {
        collect(element, records, "");
      }
    } else {
      collect(document, records, "");
    }
    return document;
  }

  private void extractLines(byte[] body, RecordCollector records) throws ExtractionException {
    int line = 1;
    for (int start = 0; start < body.length; line++) {
      int end = start;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      JsonNode value = parse(body, start, end - start, line);
      if (value != null) {
        collect(value, records, "line " + line + ", ");
      }
      start = end + 1;
    }
  }

  @Nullable
  private JsonNode parse(byte[] body, int offset, int length, int firstLine)
      throws ExtractionException {
    try {
      return reader.read(body, offset, length);
    } catch (IOException e) {
      throw BodyProblems.notJson(body, firstLine, e);
    }
  }

  /**
   * @param place where the value is in the body, for messages
   */
  private void collect(JsonNode value, RecordCollector records, String place)
      throws ExtractionException {
    try {
      if (program == null) {
        records.accept(value);
      } else {
        program.run(value, records);
      }
    } catch (InvalidValueException e) {
      throw new RecordConversionException(
          place + "row " + nextRow(records) + ", " + e.getMessage(), e);
    } catch (RecordShapeException e) {
      throw new RecordConversionException(
          place + "row " + nextRow(records) + ": " + e.getMessage(), e);
    } catch (RefusedRecordException e) {
      throw new ExtractionException(place + "row " + nextRow(records) + ": " + e.getMessage(), e);
    } catch (JqException e) {
      throw new ExtractionException(
          "%sthe jq program failed at row %d: %s; correct the option 'jq' (%s) or check what the API sends"
              .formatted(place, nextRow(records), e.getMessage(), config.jq()),
          e);
    }
  }

  private static int nextRow(RecordCollector records) {
    return records.rows().size() + 1;
  }
}
