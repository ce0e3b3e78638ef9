package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpResponse;
import javax.annotation.Nullable;

/** Reads the records of a body in one format. Thread-safe. */
interface BodyReader {

  /**
   * Reads a body.
   *
   * @param listener sees each record that is JSON before it becomes a row
   * @return the parsed body; null if it is empty or not one JSON value
   * @throws ExtractionException if the body cannot be read to its end
   * @throws PassingThrough if a record does not become a row and that fails the answer, or nobody
   *     waits for the rows any more
   */
  @Nullable
  JsonNode read(HttpResponse response, RecordListener listener, RecordCollector records)
      throws ExtractionException;
}
