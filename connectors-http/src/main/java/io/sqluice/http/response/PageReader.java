package io.sqluice.http.response;

/** Makes of an answer's rows what the caller needs, under the time limit of jq. */
@FunctionalInterface
public interface PageReader<T> {

  /** What the caller needs of the page. */
  T read(ExtractedPage page) throws ExtractionException;
}
