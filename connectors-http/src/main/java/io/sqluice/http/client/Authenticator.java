package io.sqluice.http.client;

import java.util.concurrent.CompletableFuture;

/**
 * Adds to requests what proves who is asking. Thread-safe; no method waits for the network.
 *
 * <p>Only requests to the origin that the call itself names are authenticated: a redirect to
 * another origin takes no credentials along.
 */
public interface Authenticator extends AutoCloseable {

  /** Sends requests as they are. */
  Authenticator NONE = CompletableFuture::completedFuture;

  /**
   * The request with its credentials. Asked anew right before each request is sent, retries and
   * redirects included, so that signatures carry the time of sending. If the answer is not there at
   * once, the request waits without a place under the rate limit, then queues again and is asked
   * for a second time; so what took long, such as a token, should be kept.
   *
   * @return may complete later, on any thread; fails with {@link HttpCallException} if there are no
   *     credentials to be had, which ends the call. One that has not completed within {@code
   *     connect.timeout} and {@code request.timeout} together fails the attempt, which is repeated
   *     as the retry policy says.
   */
  CompletableFuture<HttpRequest> authenticate(HttpRequest request);

  /**
   * Takes note that the server answered 401 (RFC 9110, section 15.5.2).
   *
   * @param request the request as it was sent, with its credentials
   * @return whether other credentials can be had; the call then tries once more, at once
   */
  default boolean rejected(HttpRequest request) {
    return false;
  }

  @Override
  default void close() {}
}
