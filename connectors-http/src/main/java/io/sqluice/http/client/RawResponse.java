package io.sqluice.http.client;

import java.util.List;
import java.util.Map;

/**
 * One response as it came, before decompression.
 *
 * @param headers by lower-case name, values in order of arrival
 * @param body the bytes received; of a response that is not wanted, the first {@value
 *     ResponseCollector#UNWANTED_BODY_BYTES} at most
 */
record RawResponse(int statusCode, Map<String, List<String>> headers, byte[] body) {

  /** The values of a list-valued field as one (RFC 9110, section 5.3); empty if there is none. */
  String listHeader(String lowerCaseName) {
    return String.join(",", headers.getOrDefault(lowerCaseName, List.of()));
  }
}
