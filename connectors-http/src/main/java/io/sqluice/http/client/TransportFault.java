package io.sqluice.http.client;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.annotation.Nullable;
import javax.net.ssl.SSLException;
import org.asynchttpclient.exception.RemotelyClosedException;

/** Puts into words what broke while a request was on the wire. */
final class TransportFault {

  private TransportFault() {}

  /**
   * The failure of one attempt.
   *
   * @param thrown what the client library threw
   * @param target where the request went
   * @param progress how far the response had come
   */
  static AttemptFailure describe(
      Throwable thrown, Origin target, String progress, ClientConfig config) {
    if (thrown instanceof AttemptFailure known) {
      return known;
    }
    if (thrown instanceof TimeoutException) {
      return AttemptFailure.transientFault(
          "there was no whole answer within 'request.timeout' = "
              + text(config.limits().requestTimeout())
              + " ("
              + progress
              + ")",
          "Raise 'request.timeout', or ask for less at once.",
          thrown);
    }
    if (thrown instanceof PrivateAddressException) {
      return AttemptFailure.lastingFault(
          "the host '"
              + target.host()
              + "', to which an answer leads, has the address "
              + thrown.getMessage()
              + ", which is not public",
          "Do not trust that answer; if it is right, set 'url.allow-private' to 'true'.",
          0,
          thrown);
    }
    if (thrown instanceof UnknownHostException) {
      return AttemptFailure.transientFault(
          "the host name '" + target.host() + "' is not known",
          "Check the host name in 'url' and this machine's name resolution.",
          thrown);
    }
    if (isConnecting(thrown)) {
      return whileConnecting(thrown, target, config);
    }
    if (thrown instanceof RemotelyClosedException
        || thrown instanceof ClosedChannelException
        || thrown instanceof PrematureChannelClosureException) {
      return AttemptFailure.transientFault(
          "the server closed the connection before its answer was complete (" + progress + ")",
          "Look at the server, or raise 'retry.max-attempts'.",
          thrown);
    }
    if (thrown instanceof IOException) {
      return AttemptFailure.transientFault(
          "the connection broke: " + thrown.getMessage() + " (" + progress + ")",
          "Look at the server and the network, or raise 'retry.max-attempts'.",
          thrown);
    }
    return AttemptFailure.transientFault(
        "the answer is not valid HTTP: " + thrown.getMessage() + " (" + progress + ")",
        "Check that 'url' leads to an HTTP server.",
        thrown);
  }

  private static boolean isConnecting(Throwable thrown) {
    return thrown instanceof ConnectException || cause(thrown, SSLException.class) != null;
  }

  private static AttemptFailure whileConnecting(
      Throwable thrown, Origin target, ClientConfig config) {
    CertificateException certificate = cause(thrown, CertificateException.class);
    if (certificate != null) {
      return AttemptFailure.lastingFault(
          "the certificate of " + target + " is not accepted: " + innermost(certificate),
          "Check the host name in 'url'; if the server is to be trusted, add the CA of its"
              + " certificate to the JVM's trust store (-Djavax.net.ssl.trustStore).",
          0,
          thrown);
    }
    if (cause(thrown, ConnectTimeoutException.class) != null
        || cause(thrown, SslHandshakeTimeoutException.class) != null) {
      return AttemptFailure.transientFault(
          "there was no connection to "
              + target
              + " within 'connect.timeout' = "
              + text(config.connection().connectTimeout()),
          "Raise 'connect.timeout', or check the host name and port in 'url'.",
          thrown);
    }
    if (cause(thrown, NotSslRecordException.class) != null) {
      return AttemptFailure.transientFault(
          target + " answers in clear text instead of TLS",
          "Check the port in 'url', or use http instead of https.",
          thrown);
    }
    SSLException tls = cause(thrown, SSLException.class);
    if (tls != null) {
      return AttemptFailure.transientFault(
          "TLS with " + target + " failed: " + tls.getMessage(),
          "Check that the port in 'url' speaks https.",
          thrown);
    }
    if (cause(thrown, ClosedChannelException.class) != null) {
      return AttemptFailure.transientFault(
          "the server closed the connection to " + target + " before it was set up",
          "Look at the server, or raise 'retry.max-attempts'.",
          thrown);
    }
    if (cause(thrown, NoRouteToHostException.class) != null) {
      return AttemptFailure.transientFault(
          "there is no route to " + target, "Check the host name and the network.", thrown);
    }
    return AttemptFailure.transientFault(
        "there is no connection to " + target + ": " + reason(thrown),
        "Check the host name and port in 'url', and that the server is up.",
        thrown);
  }

  /** Netty adds the address to the system's words, which the message has already. */
  private static String reason(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    int colon = message.indexOf(": ");
    return colon < 0 ? message : message.substring(0, colon);
  }

  private static String innermost(Throwable thrown) {
    Throwable inner = thrown;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    return inner.getMessage();
  }

  @Nullable
  private static <T extends Throwable> T cause(Throwable thrown, Class<T> type) {
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < 20; t = t.getCause(), depth++) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }

  /** A duration as options are written: {@code 30 s}, {@code 300 ms}. */
  private static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
