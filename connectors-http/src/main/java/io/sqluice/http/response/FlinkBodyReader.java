package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpResponse;
import java.io.IOException;
import java.util.Arrays;
import javax.annotation.Nullable;
import org.apache.flink.util.TemporaryClassLoaderContext;

/** Reads a body with a format of Flink's, message by message. Thread-safe. */
final class FlinkBodyReader implements BodyReader {

  private final MessageFraming framing;
  private final TextRules text;
  private final FlinkDecoders decoders;

  FlinkBodyReader(MessageFraming framing, TextRules text, FlinkDecoders decoders) {
    this.framing = framing;
    this.text = text;
    this.decoders = decoders;
  }

  @Override
  @Nullable
  public JsonNode read(HttpResponse response, RecordListener listener, RecordCollector rows)
      throws ExtractionException {
    if (response.body().length == 0) {
      return null;
    }
    try (TemporaryClassLoaderContext ignored = decoders.classLoader()) {
      FlinkDecoders.Decoder decoder = decoders.open();
      if (framing.byLine()) {
        readLines(TextBody.of(response, text.charset()).checked(), decoder, rows);
      } else {
        readWhole(response.body(), decoder, rows);
      }
    }
    return null;
  }

  private static void readWhole(byte[] body, FlinkDecoders.Decoder decoder, RecordCollector rows)
      throws ExtractionException {
    decoder.checkBody(body);
    rows.startRecord();
    try {
      decoder.decode(body, rows);
    } catch (PassingThrough e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw decoder.bodyProblem(body, e);
    }
  }

  private void readLines(TextBody body, FlinkDecoders.Decoder decoder, RecordCollector rows)
      throws ExtractionException {
    if (BodyProblems.looksLikeHtml(body)) {
      throw decoder.html(body.bytes());
    }
    CsvQuotes quotes = framing.csv() == null ? null : new CsvQuotes(framing.csv());
    Lines lines = new Lines(body, text.maxLineBytes(), quotes);
    for (int line = 0; lines.next(); line++) {
      if (line < framing.skipLines() || lines.blank() || isComment(body, lines)) {
        continue;
      }
      byte[] message =
          Arrays.copyOfRange(body.bytes(), lines.start(), lines.start() + lines.length());
      rows.startLine(lines.number());
      rows.startRecord();
      try {
        decoder.decode(message, rows);
      } catch (PassingThrough e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        rows.reject(decoder.lineProblem(message, line == 0, e));
      }
    }
  }

  private boolean isComment(TextBody body, Lines lines) {
    return framing.csv() != null && framing.csv().comments() && body.bytes()[lines.start()] == '#';
  }
}
