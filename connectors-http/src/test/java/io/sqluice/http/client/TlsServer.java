package io.sqluice.http.client;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;

/**
 * An https server at localhost that answers each request with the name in the client's certificate.
 */
final class TlsServer implements AutoCloseable {

  private final HttpsServer server;

  private TlsServer(X509Bundle identity, X509Bundle clientAuthority) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManagerFactory keys = identity.toKeyManagerFactory();
    TrustManager[] clients =
        clientAuthority == null ? null : new TrustManager[] {clientAuthority.toTrustManager()};
    context.init(keys.getKeyManagers(), clients, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = context.getDefaultSSLParameters();
            tls.setNeedClientAuth(clientAuthority != null);
            parameters.setSSLParameters(tls);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          byte[] name = clientName((HttpsExchange) exchange).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, name.length);
          exchange.getResponseBody().write(name);
          exchange.close();
        });
    server.start();
  }

  /** A server that asks for no certificate. */
  static TlsServer open(X509Bundle identity) throws Exception {
    return new TlsServer(identity, null);
  }

  /** A server that wants a certificate of an authority. */
  static TlsServer forClientsOf(X509Bundle authority, X509Bundle identity) throws Exception {
    return new TlsServer(identity, authority);
  }

  static X509Bundle authority(String name) throws Exception {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=" + name)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  /** A server's certificate for localhost. */
  static X509Bundle localhost(X509Bundle authority) throws Exception {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=server")
        .addSanDnsName("localhost")
        .buildIssuedBy(authority);
  }

  private static String clientName(HttpsExchange exchange) throws IOException {
    try {
      return exchange.getSSLSession().getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException anonymous) {
      return "anonymous";
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String host) {
    return "https://" + host + ":" + port() + "/x";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
