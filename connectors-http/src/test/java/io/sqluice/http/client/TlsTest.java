package io.sqluice.http.client;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM's trust store decides, and the host name is checked. */
class TlsTest {

  private static final String PASSWORD = "changeit";

  private static final AtomicInteger CALLERS = new AtomicInteger();

  @TempDir static Path folder;

  private static WireMockServer server;

  @BeforeAll
  static void serveWithACertificateForLocalhost() throws Exception {
    Path keys = folder.resolve("keys.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -alias test -keyalg EC -dname CN=test -ext"
                        + " san=dns:localhost -validity 2 -storetype PKCS12 -storepass "
                        + PASSWORD
                        + " -keystore "
                        + keys)
                    .split(" "))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    server =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(keys.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
    server.start();
    server.stubFor(get("/x").willReturn(ok("secret")));
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  private static String url(String host) {
    return "https://" + host + ":" + server.httpsPort() + "/x";
  }

  /** A caller whose connections no other test has made, with another trust store. */
  private static TestingCaller fresh(TestingConfig config) {
    return new TestingCaller(
        config.connectTimeout(Duration.ofMillis(9_000 + CALLERS.getAndIncrement())));
  }

  private static void withTrustStore(Path store, Runnable test) {
    System.setProperty("javax.net.ssl.trustStore", store.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    try {
      test.run();
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
  }

  @Test
  void should_refuse_a_certificate_that_nobody_vouches_for() {
    try (TestingCaller caller = fresh(new TestingConfig().maxAttempts(3))) {
      assertThat(caller.fail(TestingCaller.get(url("localhost"))))
          .hasMessage(
              "GET %s failed after 1 attempt: the certificate of https://localhost:%d is not"
                  + " accepted: unable to find valid certification path to requested target. Check"
                  + " the host name in 'url'; if the server is to be trusted, name a PEM file with"
                  + " the CA of its certificate in 'tls.ca'.",
              url("localhost"), server.httpsPort());
    }
  }

  @Test
  void should_trust_what_the_trust_store_of_the_jvm_trusts() {
    withTrustStore(
        folder.resolve("keys.p12"),
        () -> {
          try (TestingCaller caller = fresh(new TestingConfig())) {
            assertThat(caller.respond(TestingCaller.get(url("localhost"))).body())
                .asString()
                .isEqualTo("secret");
          }
        });
  }

  @Test
  void should_refuse_a_certificate_for_another_host() {
    withTrustStore(
        folder.resolve("keys.p12"),
        () -> {
          try (TestingCaller caller = fresh(new TestingConfig().maxAttempts(3))) {
            assertThat(caller.fail(TestingCaller.get(url("127.0.0.1"))))
                .hasMessage(
                    "GET %s failed after 1 attempt: the certificate of https://127.0.0.1:%d is not"
                        + " accepted: No subject alternative names matching IP address 127.0.0.1"
                        + " found. Check the host name in 'url'; if the server is to be trusted,"
                        + " name a PEM file with the CA of its certificate in 'tls.ca'.",
                    url("127.0.0.1"), server.httpsPort());
          }
        });
  }

  @Test
  void should_not_take_https_at_another_port_for_the_same_origin() {
    server.stubFor(get("/plain").willReturn(status(302).withHeader("Location", url("localhost"))));
    String plain = "http://localhost:" + server.port() + "/plain";

    withTrustStore(
        folder.resolve("keys.p12"),
        () -> {
          try (TestingCaller caller = fresh(new TestingConfig())) {
            assertThat(caller.fail(TestingCaller.get(plain)))
                .hasMessage(
                    "GET %s failed after 1 attempt: the server answered with status 302 and a redirect to"
                        + " https://localhost:%d, which 'redirects' = 'same-origin' does not follow."
                        + " Put the new address into 'url', or set 'redirects' to 'all'.",
                    plain, server.httpsPort());
          }
        });
  }

  @Test
  void should_say_that_the_server_does_not_speak_tls() throws Exception {
    try (RawServer plain =
            new RawServer(connection -> connection.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
        TestingCaller caller = fresh(new TestingConfig().maxAttempts(2))) {
      String url = "https://localhost:" + plain.port() + "/x";

      assertThat(caller.fail(TestingCaller.get(url), Duration.ofSeconds(1)))
          .hasMessage(
              "GET %s failed after 2 attempts: https://localhost:%d answers in clear text instead"
                  + " of TLS. Check the port in 'url', or use http instead of https.",
              url, plain.port());
    }
  }
}
