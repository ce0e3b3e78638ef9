package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpResponse;
import java.io.IOException;
import javax.annotation.Nullable;

/** Reads a body that is one JSON value (RFC 8259). Thread-safe. */
final class JsonBodyReader implements BodyReader {

  private final JsonRecords records;
  private final TextRules text;
  private final JsonTreeReader reader = new JsonTreeReader();

  JsonBodyReader(JsonRecords records, TextRules text) {
    this.records = records;
    this.text = text;
  }

  @Override
  @Nullable
  public JsonNode read(HttpResponse response, RecordListener listener, RecordCollector rows)
      throws ExtractionException {
    TextBody body = TextBody.of(response, text.charset());
    JsonNode document = parse(body);
    if (document == null) {
      return null;
    }
    if (document.isArray() && !records.hasProgram()) {
      for (JsonNode element : document) {
        records.collect(element, listener, rows);
      }
    } else {
      records.collect(document, listener, rows);
    }
    return document;
  }

  @Nullable
  private JsonNode parse(TextBody body) throws ExtractionException {
    try {
      return reader.read(body.bytes(), body.start(), body.length());
    } catch (IOException e) {
      throw BodyProblems.notJson(body, 1, e);
    }
  }
}
