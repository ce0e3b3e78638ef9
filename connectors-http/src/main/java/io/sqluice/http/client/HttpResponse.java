package io.sqluice.http.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One accepted answer, read to its end and decompressed.
 *
 * @param statusCode the status code of the last response, after redirects and retries
 * @param headers the header fields by lower-case name (RFC 9110, section 5.1: names are
 *     case-insensitive), each with its values in order of arrival
 * @param body the decoded body, empty for none
 * @param url the URL that answered, after redirects
 */
public record HttpResponse(
    int statusCode, Map<String, List<String>> headers, byte[] body, String url) {

  /** The first value of a header field, by its name in lower case. */
  public Optional<String> header(String lowerCaseName) {
    List<String> values = headers.get(lowerCaseName);
    return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }
}
