package io.sqluice.http.api;

import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.response.ExtractedPage;
import io.sqluice.http.response.ExtractionException;
import io.sqluice.http.response.RecordListener;

/**
 * Takes in the answer to one request, page by page. Called by one thread at a time, which need not
 * be the same each time; sees the records of a page before the page.
 */
public interface AnswerSink extends RecordListener {

  /**
   * Takes the rows of a page.
   *
   * @throws ExtractionException if it cannot do with them
   */
  void page(ExtractedPage page) throws ExtractionException;

  /** Takes note of an answer whose status code says that it has no rows. */
  void ignored(HttpResponse response);

  /** Whether what it does with records is little work, such as no jq program. */
  boolean isQuick();
}
