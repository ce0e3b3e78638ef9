package io.sqluice.http.client;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of tls.* decide whom TLS trusts and who we are to it. */
class TlsFilesTest {

  @TempDir static Path folder;

  private static X509Bundle authority;
  private static X509Bundle client;
  private static TlsServer server;
  private static TlsServer strict;

  @BeforeAll
  static void serve() throws Exception {
    authority = TlsServer.authority("ours");
    client = new CertificateBuilder().ecp256().subject("CN=reader").buildIssuedBy(authority);
    server = TlsServer.open(TlsServer.localhost(authority));
    strict = TlsServer.forClientsOf(authority, TlsServer.localhost(authority));
    write("ca.pem", authority.getCertificatePEM());
    write("other-ca.pem", TlsServer.authority("other").getCertificatePEM());
    write("client.pem", client.getCertificatePathPEM());
    write("client.key", client.getPrivateKeyPEM());
  }

  @AfterAll
  static void stop() {
    server.close();
    strict.close();
  }

  private static String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static TestingCaller caller(TlsConfig tls) {
    return new TestingCaller(new TestingConfig().tls(tls));
  }

  private static TlsConfig trusting(String ca) {
    return new TlsConfig(path(ca), null, null, false);
  }

  private static TlsConfig identified(String certificate, String key) {
    return new TlsConfig(path("ca.pem"), path(certificate), path(key), false);
  }

  @Test
  void should_trust_the_ca_of_the_file() {
    try (TestingCaller caller = caller(trusting("ca.pem"))) {
      assertThat(caller.respond(TestingCaller.get(server.url("localhost"))).body())
          .asString()
          .isEqualTo("anonymous");
    }
  }

  @Test
  void should_trust_no_ca_but_those_of_the_file() {
    try (TestingCaller caller = caller(trusting("other-ca.pem"))) {
      assertThat(caller.fail(TestingCaller.get(server.url("localhost"))))
          .hasMessage(
              "GET %s failed after 1 attempt: the certificate of https://localhost:%d is not"
                  + " accepted: unable to find valid certification path to requested target. Check"
                  + " the host name in 'url'; if the server is to be trusted, name a PEM file with"
                  + " the CA of its certificate in 'tls.ca'.",
              server.url("localhost"), server.port());
    }
  }

  @Test
  void should_trust_each_ca_of_the_file_whatever_else_is_in_it() throws Exception {
    write(
        "bundle.pem",
        "# a comment\n"
            + client.getPrivateKeyPEM()
            + TlsServer.authority("other").getCertificatePEM()
            + "\nanother\n"
            + authority.getCertificatePEM());
    try (TestingCaller caller = caller(trusting("bundle.pem"))) {
      assertThat(caller.respond(TestingCaller.get(server.url("localhost"))).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void should_refuse_a_certificate_for_another_host_whoever_signed_it() {
    try (TestingCaller caller = caller(trusting("ca.pem"))) {
      assertThat(caller.fail(TestingCaller.get(server.url("127.0.0.1"))))
          .hasMessageContaining(
              "the certificate of https://127.0.0.1:"
                  + server.port()
                  + " is not accepted: No subject alternative names matching IP address 127.0.0.1"
                  + " found.");
    }
  }

  @Test
  void should_take_any_certificate_for_any_host_if_told_so() {
    try (TestingCaller caller = caller(new TlsConfig(null, null, null, true))) {
      assertThat(caller.respond(TestingCaller.get(server.url("127.0.0.1"))).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void should_show_the_client_certificate() {
    try (TestingCaller caller = caller(identified("client.pem", "client.key"))) {
      assertThat(caller.respond(TestingCaller.get(strict.url("localhost"))).body())
          .asString()
          .isEqualTo("CN=reader");
    }
  }

  @Test
  void should_show_an_rsa_certificate() throws Exception {
    X509Bundle rsa = new CertificateBuilder().rsa2048().subject("CN=rsa").buildIssuedBy(authority);
    write("rsa.pem", rsa.getCertificatePEM());
    write("rsa.key", rsa.getPrivateKeyPEM());
    try (TestingCaller caller = caller(identified("rsa.pem", "rsa.key"))) {
      assertThat(caller.respond(TestingCaller.get(strict.url("localhost"))).body())
          .asString()
          .isEqualTo("CN=rsa");
    }
  }

  @Test
  void should_say_that_the_server_wants_a_certificate() {
    try (TestingCaller caller = caller(trusting("ca.pem"))) {
      assertThat(caller.fail(TestingCaller.get(strict.url("localhost"))))
          .hasMessage(
              "GET %s failed after 1 attempt: the server closed the connection before its answer"
                  + " was complete (nothing had arrived). Look at the server, which may want a"
                  + " client certificate ('tls.client-cert'), or raise 'retry.max-attempts'.",
              strict.url("localhost"));
    }
  }

  @Test
  void should_understand_a_server_that_says_that_it_wants_a_certificate() throws Exception {
    String password = "changeit";
    KeyStore clients = KeyStore.getInstance("PKCS12");
    clients.load(null, null);
    clients.setCertificateEntry("ca", authority.getCertificate());
    Path store = folder.resolve("clients.p12");
    try (OutputStream out = Files.newOutputStream(store)) {
      clients.store(out, password.toCharArray());
    }
    WireMockServer polite =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(
                    TlsServer.localhost(authority)
                        .toTempKeyStoreFile(password.toCharArray())
                        .toString())
                .keystoreType("PKCS12")
                .keystorePassword(password)
                .keyManagerPassword(password)
                .needClientAuth(true)
                .trustStorePath(store.toString())
                .trustStoreType("PKCS12")
                .trustStorePassword(password));
    polite.start();
    try (TestingCaller caller = caller(trusting("ca.pem"))) {
      String url = "https://localhost:" + polite.httpsPort() + "/x";
      assertThat(caller.fail(TestingCaller.get(url)))
          .hasMessageMatching(
              "GET \\S+ failed after 1 attempt: TLS with https://localhost:\\d+ failed: \\(?\\w+\\)?"
                  + ".* The server may want a client certificate: set 'tls.client-cert' and"
                  + " 'tls.client-key'\\.");
    } finally {
      polite.stop();
    }
  }

  @Test
  void should_read_the_files_anew_when_the_next_task_opens() throws Exception {
    write("rotated.pem", authority.getCertificatePEM());
    try (TestingCaller before = caller(trusting("rotated.pem"))) {
      write("rotated.pem", TlsServer.authority("new").getCertificatePEM());
      try (TestingCaller after = caller(trusting("rotated.pem"))) {
        assertThat(after.fail(TestingCaller.get(server.url("localhost"))))
            .hasMessageContaining("is not accepted");
      }
      assertThat(before.respond(TestingCaller.get(server.url("localhost"))).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void should_share_connections_of_equal_files_only() {
    TlsSettings settings = TlsSettings.read(identified("client.pem", "client.key"));

    assertThat(settings).isEqualTo(TlsSettings.read(identified("client.pem", "client.key")));
    assertThat(settings).isNotEqualTo(TlsSettings.read(trusting("ca.pem")));
    assertThat(settings.toString()).isEqualTo("TlsSettings[1 CAs, client certificate: true]");
  }

  private static void assertUseless(TlsConfig tls, String message) {
    assertThatThrownBy(() -> caller(tls))
        .isInstanceOf(TlsFileException.class)
        .hasMessage("Table tickers cannot start:\n  - " + message);
  }

  @Test
  void should_say_which_file_is_missing() {
    assertUseless(
        trusting("none.pem"),
        "'tls.ca': the file "
            + path("none.pem")
            + " does not exist on this worker. Put it there, or correct the path.");
    assertUseless(
        new TlsConfig("none.pem", null, null, false),
        "'tls.ca': the file "
            + Path.of("none.pem").toAbsolutePath()
            + " does not exist on this worker. Put it there, or correct the path.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "just text", "-----BEGIN CERTIFICATE-----\nno end"})
  void should_say_that_a_file_is_no_pem(String text) throws Exception {
    write("text.pem", text);

    assertUseless(
        trusting("text.pem"),
        "'tls.ca': the file "
            + path("text.pem")
            + " holds no certificate (nothing in PEM). Name a PEM file with '-----BEGIN"
            + " CERTIFICATE-----'.");
  }

  @Test
  void should_say_that_a_file_holds_something_else() {
    assertUseless(
        trusting("client.key"),
        "'tls.ca': the file "
            + path("client.key")
            + " holds no certificate (only PRIVATE KEY). Name a PEM file with '-----BEGIN"
            + " CERTIFICATE-----'.");
    assertUseless(
        identified("client.pem", "ca.pem"),
        "'tls.client-key': the file "
            + path("ca.pem")
            + " holds no private key (only CERTIFICATE). Name a PEM file with '-----BEGIN PRIVATE"
            + " KEY-----'.");
  }

  @Test
  void should_say_that_a_certificate_is_damaged() throws Exception {
    String pem = authority.getCertificatePEM();
    write("damaged.pem", pem + pem.replaceFirst("MII", "AAA").replaceFirst("MI", "AA"));

    assertUseless(
        trusting("damaged.pem"),
        "'tls.ca': the file "
            + path("damaged.pem")
            + " is damaged in certificate 2. Copy it anew.");
  }

  @Test
  void should_say_how_to_convert_a_key() throws Exception {
    write("encrypted.key", block("ENCRYPTED PRIVATE KEY"));
    write("old.key", block("RSA PRIVATE KEY"));
    write("odd.key", block("PRIVATE KEY"));

    assertUseless(
        identified("client.pem", "encrypted.key"),
        "'tls.client-key': the file %1$s holds an encrypted key. Decrypt it: openssl pkcs8 -in %1$s -out <new file>."
            .formatted(path("encrypted.key")));
    assertUseless(
        identified("client.pem", "old.key"),
        "'tls.client-key': the file %1$s holds a key in an older form than PKCS #8. Convert it: openssl pkcs8 -topk8 -nocrypt -in %1$s -out <new file>."
            .formatted(path("old.key")));
    assertUseless(
        identified("client.pem", "odd.key"),
        "'tls.client-key': the file %s holds no RSA, EC or EdDSA key. Use a key of one of these kinds."
            .formatted(path("odd.key")));
  }

  @Test
  void should_say_that_key_and_certificate_do_not_belong_together() throws Exception {
    write("other.key", TlsServer.authority("other").getPrivateKeyPEM());

    assertUseless(
        identified("client.pem", "other.key"),
        "'tls.client-key': the file "
            + path("other.key")
            + " holds another key than that of the first certificate of "
            + path("client.pem")
            + " ('tls.client-cert'). Name the files that belong together.");
  }

  private static String block(String label) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, Base64.getEncoder().encodeToString(new byte[48]));
  }
}
