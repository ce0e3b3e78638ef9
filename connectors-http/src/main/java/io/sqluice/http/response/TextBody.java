package io.sqluice.http.response;

import io.netty.handler.codec.http.HttpUtil;
import io.sqluice.http.client.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * A body that is text, as UTF-8 behind its byte order mark.
 *
 * <p>Its charset is found as browsers do it (WHATWG Encoding Standard, "decode"): a byte order mark
 * beats what Content-Type declares, and ISO-8859-1 means windows-1252. Without either it is UTF-8
 * (RFC 8259, section 8.1), or UTF-16 or UTF-32 if NULs say so (RFC 4627, section 3).
 *
 * @param bytes the text; if the body is UTF-8 already, the body itself, not checked
 * @param start where the text begins
 */
record TextBody(byte[] bytes, int start) {

  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

  /** What these names mean on the web, by the labels of the WHATWG Encoding Standard. */
  private static final Set<String> NAMES_OF_WINDOWS_1252 =
      Set.of("iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii");

  /**
   * The text of an answer.
   *
   * @param charset its charset, whatever Content-Type says; null to go by Content-Type
   * @throws ExtractionException if the charset does not exist, or the body is not in it
   */
  static TextBody of(HttpResponse response, @Nullable String charset) throws ExtractionException {
    byte[] body = response.body();
    Mark mark = Mark.of(body);
    if (mark != null) {
      return mark.charset.equals(StandardCharsets.UTF_8)
          ? new TextBody(body, mark.length)
          : transcode(body, mark.length, mark.charset, response);
    }
    String name = charset != null ? charset : declared(response);
    Charset found = name == null ? StandardCharsets.UTF_8 : find(name, response);
    if (found.name().startsWith("UTF-")) {
      Charset wide = wide(body);
      found = wide == null ? found : wide;
    }
    return found.equals(StandardCharsets.UTF_8)
        ? new TextBody(body, 0)
        : transcode(body, 0, found, response);
  }

  int length() {
    return bytes.length - start;
  }

  /**
   * This text, checked to be UTF-8.
   *
   * @throws ExtractionException if it is not
   */
  TextBody checked() throws ExtractionException {
    int malformed = firstMalformed();
    if (malformed >= 0) {
      throw BodyProblems.malformed(bytes, malformed, StandardCharsets.UTF_8);
    }
    return this;
  }

  /** Where the first bytes are that are not UTF-8; -1 if there are none. */
  int firstMalformed() {
    CharsetDecoder decoder = strict(StandardCharsets.UTF_8);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(8_192);
    for (CoderResult result = CoderResult.OVERFLOW; result.isOverflow(); out.clear()) {
      result = decoder.decode(in, out, true);
      if (result.isError()) {
        return in.position();
      }
    }
    return -1;
  }

  private static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static TextBody transcode(byte[] body, int start, Charset charset, HttpResponse response)
      throws ExtractionException {
    CharsetDecoder decoder = strict(charset);
    ByteBuffer in = ByteBuffer.wrap(body, start, body.length - start);
    CharBuffer out =
        CharBuffer.allocate(
            (int) Math.ceil(in.remaining() * (double) decoder.maxCharsPerByte()) + 1);
    if (decoder.decode(in, out, true).isError()) {
      throw BodyProblems.malformed(body, in.position(), charset);
    }
    decoder.flush(out);
    return new TextBody(out.flip().toString().getBytes(StandardCharsets.UTF_8), 0);
  }

  @Nullable
  private static String declared(HttpResponse response) {
    CharSequence charset =
        response.header("content-type").map(HttpUtil::getCharsetAsSequence).orElse(null);
    String name = charset == null ? "" : charset.toString().replace("\"", "").strip();
    return name.isEmpty() ? null : name;
  }

  private static Charset find(String name, HttpResponse response) throws ExtractionException {
    try {
      return Charset.forName(
          NAMES_OF_WINDOWS_1252.contains(name.toLowerCase(Locale.ROOT)) ? "windows-1252" : name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw BodyProblems.unknownCharset(name, response);
    }
  }

  /** The charset of a text whose first characters are ASCII, by its NULs. */
  @Nullable
  private static Charset wide(byte[] body) {
    if (body.length < 2 || (body[0] != 0 && body[1] != 0)) {
      return null;
    }
    boolean four = body.length >= 4;
    if (body[0] == 0) {
      return four && body[1] == 0 && body[2] == 0 ? UTF_32BE : StandardCharsets.UTF_16BE;
    }
    return four && body[2] == 0 && body[3] == 0 ? UTF_32LE : StandardCharsets.UTF_16LE;
  }

  /** A byte order mark. */
  private enum Mark {
    UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
    // Before UTF-16, whose little-endian mark it begins with.
    UTF_32LE(TextBody.UTF_32LE, 0xFF, 0xFE, 0, 0),
    UTF_32BE(TextBody.UTF_32BE, 0, 0, 0xFE, 0xFF),
    UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
    UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF);

    private final Charset charset;
    private final int length;
    private final int[] mark;

    Mark(Charset charset, int... mark) {
      this.charset = charset;
      this.length = mark.length;
      this.mark = mark;
    }

    @Nullable
    static Mark of(byte[] body) {
      for (Mark candidate : values()) {
        if (candidate.startsBody(body)) {
          return candidate;
        }
      }
      return null;
    }

    private boolean startsBody(byte[] body) {
      if (body.length < length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if ((body[i] & 0xFF) != mark[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
