package io.sqluice.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.sqluice.http.secret.Redaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import javax.annotation.Nullable;
import org.asynchttpclient.AsyncHandler;
import org.asynchttpclient.HttpResponseBodyPart;
import org.asynchttpclient.HttpResponseStatus;
import org.asynchttpclient.netty.request.NettyRequest;

/**
 * Takes in one response, as far as its size limit allows. Called by one network thread at a time;
 * {@link #progress()} may be called by any.
 */
final class ResponseCollector implements AsyncHandler<Void> {

  /** As much of the body of a failure as is read to be quoted; the rest is not waited for. */
  static final int UNWANTED_BODY_BYTES = 16 * 1024;

  /** {@link #progress()} before anything else. */
  static final String NOTHING = "nothing had arrived";

  private static final int FIRST_BUFFER_BYTES = 64 * 1024;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

  private final SealedRequest request;
  private final Redaction redaction;
  private final long maxBytes;
  private final IntPredicate wanted;
  private final BiConsumer<RawResponse, Throwable> done;

  private Map<String, List<String>> headers = Map.of();
  private long announced;
  private byte[] body = new byte[0];
  private volatile int statusCode;
  private volatile int received;
  private boolean opensTunnel;
  @Nullable private Throwable refused;

  /**
   * @param request what the response is the answer to
   * @param redaction takes the table's secrets out of what the client library logs of failures
   * @param maxBytes limit of a wanted body
   * @param wanted says of a status code whether the body is read to its end
   * @param done gets the response or the failure, once
   */
  ResponseCollector(
      SealedRequest request,
      Redaction redaction,
      long maxBytes,
      IntPredicate wanted,
      BiConsumer<RawResponse, Throwable> done) {
    this.request = request;
    this.redaction = redaction;
    this.maxBytes = maxBytes;
    this.wanted = wanted;
    this.done = done;
  }

  /** How far the response has come, for messages. */
  String progress() {
    if (statusCode == 0) {
      return NOTHING;
    }
    return "status " + statusCode + " and " + received + " bytes of the body had arrived";
  }

  /** The bytes of the body so far. */
  int received() {
    return received;
  }

  /** The request whose stand-in the client library sends. */
  SealedRequest request() {
    return request;
  }

  /** A failure as it may be logged. */
  Throwable redacted(Throwable failure) {
    return redaction.redact(failure);
  }

  /** Takes the fields of the response, which the client library does not get to see. */
  void fields(HttpHeaders arrived) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    arrived.forEach(
        field ->
            byName
                .computeIfAbsent(field.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                .add(field.getValue()));
    headers = byName;
    announced = announcedLength(arrived);
  }

  @Override
  public void onRequestSend(NettyRequest request) {
    opensTunnel = request.getHttpRequest().method().equals(HttpMethod.CONNECT);
  }

  @Override
  public State onStatusReceived(HttpResponseStatus status) {
    if (opensTunnel) {
      // The proxy speaks, not the server, and on a wire that is not encrypted.
      refused = new ProxyRefusedException(status.getStatusCode());
      return State.ABORT;
    }
    statusCode = status.getStatusCode();
    return State.CONTINUE;
  }

  @Override
  public State onHeadersReceived(HttpHeaders standIn) {
    if (wanted.test(statusCode) && announced > maxBytes) {
      return refuse("its Content-Length is " + announced + " bytes");
    }
    body = new byte[(int) Math.min(announced, FIRST_BUFFER_BYTES)];
    return State.CONTINUE;
  }

  private static long announcedLength(HttpHeaders fields) {
    String value = fields.get(HttpHeaderNames.CONTENT_LENGTH);
    // Netty has checked the field unless the body is chunked, where RFC 9112 has it ignored.
    if (value == null || fields.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(value.strip()));
    } catch (NumberFormatException notALength) {
      return 0;
    }
  }

  @Override
  public State onBodyPartReceived(HttpResponseBodyPart part) {
    ByteBuf bytes = part.getBodyByteBuf();
    boolean isWanted = wanted.test(statusCode);
    long limit = Math.min(isWanted ? maxBytes : UNWANTED_BODY_BYTES, LARGEST_ARRAY);
    int fitting = (int) Math.min(bytes.readableBytes(), limit - received);
    if (isWanted && fitting < bytes.readableBytes()) {
      return refuse("more than " + limit + " bytes of it have arrived");
    }
    makeRoomFor(fitting, limit);
    bytes.readBytes(body, received, fitting);
    // Only this thread writes the field; it is volatile for those that read it.
    int now = received + fitting;
    received = now;
    return bytes.isReadable() ? State.ABORT : State.CONTINUE;
  }

  private void makeRoomFor(int more, long limit) {
    long needed = (long) received + more;
    if (needed > body.length) {
      long doubled = Math.max(needed, 2L * body.length);
      body = Arrays.copyOf(body, (int) Math.min(limit, Math.max(doubled, 1024)));
    }
  }

  private State refuse(String found) {
    refused =
        AttemptFailure.lastingFault(
            "the body of the answer is larger than 'response.max-size' = "
                + maxBytes
                + " bytes: "
                + found,
            "Raise 'response.max-size', or ask for less at once.",
            statusCode,
            null);
    return State.ABORT;
  }

  @Override
  public void onThrowable(Throwable failure) {
    done.accept(null, failure);
  }

  @Override
  public Void onCompleted() {
    if (refused != null) {
      done.accept(null, refused);
    } else {
      byte[] whole = received == body.length ? body : Arrays.copyOf(body, received);
      done.accept(new RawResponse(statusCode, headers, whole), null);
    }
    return null;
  }
}
