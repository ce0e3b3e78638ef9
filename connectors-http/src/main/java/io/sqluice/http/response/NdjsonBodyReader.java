package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpResponse;
import java.io.IOException;
import javax.annotation.Nullable;

/**
 * Reads a body of one JSON value a line (NDJSON 1.0, JSON Lines). Lines end with LF or CRLF, the
 * last one also with the body; blank lines are skipped. Thread-safe.
 */
final class NdjsonBodyReader implements BodyReader {

  private final JsonRecords records;
  private final TextRules text;
  private final JsonTreeReader reader = new JsonTreeReader();

  NdjsonBodyReader(JsonRecords records, TextRules text) {
    this.records = records;
    this.text = text;
  }

  @Override
  @Nullable
  public JsonNode read(HttpResponse response, RecordListener listener, RecordCollector rows)
      throws ExtractionException {
    TextBody body = TextBody.of(response, text.charset());
    Lines lines = new Lines(body, text.maxLineBytes(), null);
    while (lines.next()) {
      rows.startLine(lines.number());
      JsonNode value;
      try {
        value = reader.read(body.bytes(), lines.start(), lines.length());
      } catch (IOException e) {
        rejectLine(body, lines, e, rows);
        continue;
      }
      if (value != null) {
        records.collect(value, listener, rows);
      }
    }
    return null;
  }

  /** A whole line that is not JSON is a bad record; a last line without an end is a cut answer. */
  private static void rejectLine(
      TextBody body, Lines lines, IOException problem, RecordCollector rows)
      throws ExtractionException {
    if (rows.failsOnReject() || !lines.terminated()) {
      throw lines.terminated()
          ? BodyProblems.notJson(body, lines.number(), problem)
          : BodyProblems.cutLine(body, lines.number(), problem);
    }
    rows.startRecord();
    rows.reject(": " + BodyProblems.badLine(body, lines, problem));
  }
}
