package io.sqluice.http.response;

import io.sqluice.http.client.HttpResponse;
import java.util.Arrays;

/** The text of an answer, as SQL over answers has it. */
public final class SampleText {

  private SampleText() {}

  /**
   * The body in UTF-8, without a byte order mark.
   *
   * @throws ExtractionException if it is not in the charset that it is said to be in
   */
  public static byte[] of(HttpResponse answer, TextRules rules) throws ExtractionException {
    TextBody body = TextBody.of(answer, rules.charset()).checked();
    return Arrays.copyOfRange(body.bytes(), body.start(), body.bytes().length);
  }
}
