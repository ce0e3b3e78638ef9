package io.sqluice.job.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/** What a client's headers say of the answers it takes. */
final class AcceptedForms {

  private AcceptedForms() {}

  /** Whether Accept-Encoding (RFC 9110, 12.5.3) allows gzip; it is not used unasked. */
  static boolean gzip(@Nullable List<String> acceptEncoding) {
    return elements(acceptEncoding)
        .map(element -> element.toLowerCase(Locale.ROOT).replace(" ", ""))
        .anyMatch(
            element ->
                (element.equals("gzip") || element.startsWith("gzip;"))
                    && !element.matches(".*;q=0(\\.0*)?"));
  }

  /** Whether If-None-Match (RFC 9110, 13.1.2) names a version, compared weakly. */
  static boolean hasVersion(@Nullable List<String> ifNoneMatch, String tag) {
    return elements(ifNoneMatch)
        .anyMatch(element -> element.equals("*") || opaque(element).equals(opaque(tag)));
  }

  private static Stream<String> elements(@Nullable List<String> header) {
    return header == null
        ? Stream.empty()
        : header.stream().flatMap(line -> Arrays.stream(line.split(","))).map(String::trim);
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
