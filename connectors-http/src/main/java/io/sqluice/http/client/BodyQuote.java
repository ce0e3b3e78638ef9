package io.sqluice.http.client;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quotes the start of a body in a message, if it is text. */
final class BodyQuote {

  private static final int MAX_CHARACTERS = 100;
  private static final int MAX_BYTES = 1024;
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  private BodyQuote() {}

  /** For example {@code the body "try again later"}; white space is folded. */
  static String of(RawResponse response) {
    if (response.body().length == 0) {
      return "no body";
    }
    CharBuffer text = CharBuffer.allocate(MAX_BYTES);
    CharsetDecoder decoder =
        charset(response)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(ContentDecoder.decodeStart(response, MAX_BYTES));
    // Not the end of the input: a character that the cut went through is no error.
    CoderResult result = decoder.decode(bytes, text, false);
    String folded = text.flip().toString().replaceAll("\\s+", " ").strip();
    if (result.isError() || folded.isEmpty() || folded.chars().anyMatch(Character::isISOControl)) {
      return "a body that is not text";
    }
    return "the body \"" + cut(folded) + "\"";
  }

  /** The first characters of a text, with an ellipsis if there are more. */
  static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= MAX_CHARACTERS) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS)) + "…";
  }

  private static Charset charset(RawResponse response) {
    Matcher matcher = CHARSET.matcher(response.listHeader("content-type"));
    try {
      return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return StandardCharsets.UTF_8;
    }
  }
}
