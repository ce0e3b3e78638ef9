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

  private static final String TRUST =
      "Check the host name in 'url'; if the server is to be trusted, name a PEM file with the CA of"
          + " its certificate in 'tls.ca'.";

  private final Origin target;
  @Nullable private final ProxyConfig proxy;
  private final String progress;
  private final ClientConfig config;

  /**
   * @param target where the request went
   * @param proxy that it went through; null for none
   * @param progress how far the response had come
   */
  TransportFault(Origin target, @Nullable ProxyConfig proxy, String progress, ClientConfig config) {
    this.target = target;
    this.proxy = proxy;
    this.progress = progress;
    this.config = config;
  }

  /**
   * The failure of one attempt.
   *
   * @param thrown what the client library threw
   */
  AttemptFailure describe(Throwable thrown) {
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
          "the host name '" + (proxy == null ? target.host() : proxy.host()) + "' is not known",
          "Check the host name in " + option() + " and this machine's name resolution.",
          thrown);
    }
    if (thrown instanceof ProxyRefusedException refused && proxy != null) {
      return ProxyFault.refused(proxy, refused.statusCode(), thrown);
    }
    if (isConnecting(thrown)) {
      return whileConnecting(thrown);
    }
    if (thrown instanceof RemotelyClosedException
        || thrown instanceof ClosedChannelException
        || thrown instanceof PrematureChannelClosureException) {
      return AttemptFailure.transientFault(
          "the server closed the connection before its answer was complete (" + progress + ")",
          mayWantCertificate()
              ? "Look at the server, which may want a client certificate ('tls.client-cert'), or"
                  + " raise 'retry.max-attempts'."
              : "Look at the server, or raise 'retry.max-attempts'.",
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

  private AttemptFailure whileConnecting(Throwable thrown) {
    CertificateException certificate = cause(thrown, CertificateException.class);
    if (certificate != null) {
      return AttemptFailure.lastingFault(
          "the certificate of " + target + " is not accepted: " + innermost(certificate),
          TRUST,
          0,
          thrown);
    }
    if (cause(thrown, ConnectTimeoutException.class) != null
        || cause(thrown, SslHandshakeTimeoutException.class) != null) {
      return AttemptFailure.transientFault(
          "there was no connection to "
              + peer()
              + " within 'connect.timeout' = "
              + text(config.connection().connectTimeout()),
          "Raise 'connect.timeout', or check the host name and port in " + option() + ".",
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
          "TLS with " + target + " failed: " + tls.getMessage(), tlsAdvice(tls), thrown);
    }
    if (cause(thrown, ClosedChannelException.class) != null) {
      return AttemptFailure.transientFault(
          "the connection to " + peer() + " was closed before it was set up",
          "Look at the server, or raise 'retry.max-attempts'.",
          thrown);
    }
    if (cause(thrown, NoRouteToHostException.class) != null) {
      return AttemptFailure.transientFault(
          "there is no route to " + peer(), "Check the host name and the network.", thrown);
    }
    return AttemptFailure.transientFault(
        "there is no connection to " + peer() + ": " + reason(thrown),
        "Check the host name and port in " + option() + ", and that the server is up.",
        thrown);
  }

  /** What the connection is made to. */
  private String peer() {
    return proxy == null ? target.toString() : "the proxy " + proxy;
  }

  private String option() {
    return proxy == null ? "'url'" : "'proxy.url'";
  }

  /** With TLS 1.3 a server sees that we have none only after the handshake is over for us. */
  private boolean mayWantCertificate() {
    return target.isSecure()
        && config.connection().tls().clientCert() == null
        && progress.equals(ResponseCollector.NOTHING);
  }

  private String tlsAdvice(SSLException tls) {
    boolean refused = String.valueOf(tls.getMessage()).contains("fatal alert");
    if (!refused) {
      return "Check that the port in 'url' speaks https.";
    }
    return config.connection().tls().clientCert() == null
        ? "The server may want a client certificate: set 'tls.client-cert' and 'tls.client-key'."
        : "Check that the server trusts the certificate in 'tls.client-cert'.";
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
