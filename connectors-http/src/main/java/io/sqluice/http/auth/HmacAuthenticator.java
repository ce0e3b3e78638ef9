package io.sqluice.http.auth;

import io.sqluice.http.auth.MessageTemplate.Placeholder;
import io.sqluice.http.client.Authenticator;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;

/** Signs each request anew, with the time of sending. */
final class HmacAuthenticator implements Authenticator {

  private final Signer signer;
  private final Place signature;
  private final Timestamps timestamps;
  private final List<Header> fixed;
  private final Map<Placeholder, String> given;

  /**
   * @param signature where the signature goes
   * @param fixed headers that every request gets
   * @param given what the message may have that is no part of the request, but the time
   */
  HmacAuthenticator(
      Signer signer,
      Place signature,
      Timestamps timestamps,
      List<Header> fixed,
      Map<Placeholder, String> given) {
    this.signer = signer;
    this.signature = signature;
    this.timestamps = timestamps;
    this.fixed = fixed;
    this.given = given;
  }

  /** What is signed, and how. */
  record Signer(
      MessageTemplate message, HmacAlgorithm algorithm, byte[] key, SignatureEncoding encoding) {

    /** The signature of these bytes as text. */
    String sign(byte[] bytes) {
      return encoding.encode(algorithm.sign(key, bytes));
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Signer[algorithm=" + algorithm + "]";
    }
  }

  /** A header or a query parameter. */
  record Place(CredentialPlace in, String name) {

    HttpRequest put(HttpRequest request, String value) {
      return in == CredentialPlace.HEADER
          ? request.withHeader(name, value)
          : request.withParam(name, value);
    }

    HttpRequest clear(HttpRequest request) {
      return in == CredentialPlace.HEADER ? request : request.withoutParam(name);
    }
  }

  /**
   * The time of sending.
   *
   * @param place where it goes; null for nowhere
   */
  record Timestamps(InstantSource clock, TimestampUnit unit, @Nullable Place place) {}

  @Override
  public CompletableFuture<HttpRequest> authenticate(HttpRequest request) {
    String now = timestamps.unit().format(timestamps.clock().instant());
    // A next page's or a redirect's URL may repeat the signature of the request before.
    HttpRequest sent = signature.clear(request);
    for (Header header : fixed) {
      sent = sent.withHeader(header.name(), header.value());
    }
    if (timestamps.place() != null) {
      sent = timestamps.place().put(sent, now);
    }
    Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
    values.putAll(given);
    values.put(Placeholder.TIMESTAMP, now);
    String signed = signer.sign(signer.message().render(sent, values));
    return CompletableFuture.completedFuture(signature.put(sent, signed));
  }
}
