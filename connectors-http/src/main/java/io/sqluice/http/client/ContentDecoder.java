package io.sqluice.http.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/**
 * Undoes the Content-Encoding of a body (RFC 9110, section 8.4), never producing more than a limit.
 * Knows gzip with any number of members, x-gzip, deflate both in the zlib format that the RFC asks
 * for and raw, as some servers send it, and br (RFC 7932), whose window takes up to 16 MB.
 */
final class ContentDecoder {

  private static final Set<String> KNOWN =
      Set.of("", "identity", "gzip", "x-gzip", "deflate", "br");

  private ContentDecoder() {}

  /** Whether a body has to be decoded at all. */
  static boolean isEncoded(RawResponse response) {
    String coding = codingOf(response);
    return response.body().length > 0 && !coding.isEmpty() && !coding.equals("identity");
  }

  /**
   * The decoded body.
   *
   * @param maxBytes limit of the decoded body
   * @throws AttemptFailure if the encoding is unknown, the body is damaged or cut, or the limit is
   *     exceeded
   */
  static byte[] decode(RawResponse response, long maxBytes) throws AttemptFailure {
    if (!isEncoded(response)) {
      return response.body();
    }
    String coding = codingOf(response);
    if (!KNOWN.contains(coding)) {
      throw AttemptFailure.lastingFault(
          "the body of the answer has the Content-Encoding '"
              + coding
              + "', which cannot be decoded (gzip, deflate, br and identity can)",
          "Set 'compression' to 'none', or the header 'Accept-Encoding' to one of these.",
          response.statusCode(),
          null);
    }
    int limit = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
    byte[] decoded;
    try (InputStream in = open(coding, response.body())) {
      decoded = in.readNBytes(limit + 1);
    } catch (IOException | RuntimeException damaged) {
      // Damage can also show as an index that is out of bounds.
      throw AttemptFailure.transientFault(
          "the body of the answer (" + response.body().length + " bytes) is not valid " + coding,
          "Set 'compression' to 'none' if this stays so.",
          damaged);
    }
    if (decoded.length > limit) {
      throw AttemptFailure.lastingFault(
          "the body of the answer is larger than 'response.max-size' = "
              + maxBytes
              + " bytes: its "
              + response.body().length
              + " bytes of "
              + coding
              + " decode to more",
          "Raise 'response.max-size', or ask for less at once.",
          response.statusCode(),
          null);
    }
    return decoded;
  }

  /** As many bytes of the decoded body as can be had, for quoting it. */
  static byte[] decodeStart(RawResponse response, int maxBytes) {
    String coding = codingOf(response);
    byte[] start = new byte[maxBytes];
    int length = 0;
    if (KNOWN.contains(coding) && response.body().length > 0) {
      try (InputStream in = open(coding, response.body())) {
        int read = 0;
        while (read >= 0 && length < maxBytes) {
          length += read;
          read = in.read(start, length, maxBytes - length);
        }
      } catch (IOException | RuntimeException damagedOrCut) {
        // What came before the damage is still worth quoting.
      }
    }
    return java.util.Arrays.copyOf(start, length);
  }

  private static String codingOf(RawResponse response) {
    return response.listHeader("content-encoding").strip().toLowerCase(Locale.ROOT);
  }

  private static InputStream open(String coding, byte[] body) throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in, 8 * 1024);
      case "deflate" -> new DeflateStream(in, !isZlib(body));
      case "br" -> new BrotliInputStream(in);
      default -> in;
    };
  }

  /** Whether the body starts with a zlib header (RFC 1950, section 2.2). */
  private static boolean isZlib(byte[] body) {
    return body.length >= 2
        && (body[0] & 0x0f) == 8
        && ((body[0] & 0xff) << 8 | body[1] & 0xff) % 31 == 0;
  }

  /** Frees the native memory of an inflater of its own when closed, which its base class omits. */
  private static final class DeflateStream extends InflaterInputStream {

    DeflateStream(InputStream in, boolean raw) {
      super(in, new Inflater(raw), 8 * 1024);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
