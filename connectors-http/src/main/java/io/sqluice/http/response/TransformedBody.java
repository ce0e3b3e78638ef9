package io.sqluice.http.response;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.response.ExtractionConfig.SqlOfAnswers;
import io.sqluice.http.transform.PayloadTransform;
import io.sqluice.http.transform.PayloadTransformFactory;
import io.sqluice.http.transform.PayloadVariables;
import io.sqluice.http.transform.TransformException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Makes rows of a body with SQL: over the body as it came, or over the records that jq or others
 * see of it. Thread-safe.
 */
final class TransformedBody implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PayloadTransform transform;
  private final TextRules text;
  private final UnaryOperator<String> redaction;
  @Nullable private final BodyReader records;

  /**
   * @param columns those of the result that are wanted
   * @throws IllegalStateException if there is no engine on the class path, or it cannot plan the
   *     query
   */
  TransformedBody(ExtractionConfig config, RowType columns, FormatContext context) {
    SqlOfAnswers sql = config.transform();
    this.text = config.text();
    this.redaction = context.redaction();
    this.records = sql.ofRecords() ? reader(config) : null;
    try {
      this.transform =
          PayloadTransformFactory.find(context.classLoader().asClassLoader())
              .orElseThrow(() -> new IllegalStateException("no engine for SQL over payloads"))
              .open(sql.config(), columns);
    } catch (TransformException e) {
      throw new IllegalStateException(problem(e), e);
    }
  }

  private static BodyReader reader(ExtractionConfig config) {
    JsonRecords records = new JsonRecords(null, config.jq());
    return config.format() == BodyFormat.JSON
        ? new JsonBodyReader(records, config.text())
        : new NdjsonBodyReader(records, config.text());
  }

  /**
   * Reads a body.
   *
   * @param triggerTime the scheduled fire time of the poll; null for none
   * @param listener sees each record before it is given to the query
   * @return the parsed body; null if it was not parsed
   * @throws ExtractionException if the body cannot be read, or the query fails over it
   */
  @Nullable
  JsonNode read(
      HttpResponse response,
      @Nullable Instant triggerTime,
      RecordListener listener,
      RecordCollector rows)
      throws ExtractionException {
    PayloadVariables variables =
        new PayloadVariables(triggerTime, redaction.apply(response.url()), response.statusCode());
    if (records == null) {
      TextBody body = TextBody.of(response, text.charset());
      for (RowData row : run(body.bytes(), body.start(), variables)) {
        rows.startRecord();
        rows.add(row);
      }
      return null;
    }
    try (Payload payload = new Payload(listener)) {
      JsonNode document = records.read(response, payload, rows);
      run(payload.end(), 0, variables).forEach(rows::add);
      return document;
    }
  }

  private List<RowData> run(byte[] bytes, int start, PayloadVariables variables)
      throws ExtractionException {
    try {
      return transform.run(bytes, start, variables);
    } catch (TransformException e) {
      throw new ExtractionException(problem(e), e);
    }
  }

  private static String problem(TransformException e) {
    return "'transform.sql': " + e.getMessage();
  }

  /** The payload made of records: a JSON array of them. */
  static final class Payload implements RecordListener, AutoCloseable {

    private final RecordListener next;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;

    Payload(RecordListener next) {
      this.next = next;
      try {
        this.json = JSON.createGenerator(bytes);
        json.writeStartArray();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void record(JsonNode record) {
      next.record(record);
      try {
        JSON.writeTree(json, record);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    byte[] end() {
      try {
        json.writeEndArray();
        json.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }

    @Override
    public void close() {
      try {
        json.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    transform.close();
  }
}
