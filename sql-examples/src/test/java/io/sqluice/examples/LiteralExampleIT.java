package io.sqluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the README's example with its https URL as it is written: the name leads to this machine,
 * and the certificate is one of a test authority. Needs the right to listen on port 443: without it
 * the test is skipped, but not where CI is set, as it would then never run at all.
 */
class LiteralExampleIT {

  /** The first start may have to make an archive. */
  private static final long TIME_LIMIT_SECONDS = 120;

  private static final String HOST = "api.kucoin.com";

  private static final String ANSWER =
      """
      {"code": "200000", "data": {"time": 1602832092060, "ticker": [
        {"symbol": "BTC-USDT", "symbolName": "BTC-USDT", "buy": "100.5", "sell": "11328.9"},
        {"symbol": "ETH-USDT", "symbolName": "ETH-USDT", "buy": "380.25", "sell": "380.5"},
        {"symbol": "KCS-USDT", "symbolName": "KCS-USDT", "buy": "1", "sell": "1"}]}}
      """;

  @TempDir private Path folder;

  @Test
  void should_run_the_example_as_it_is_written() throws Exception {
    TestAuthority authority = TestAuthority.certifying(HOST, folder);
    // The file replaces all other name resolution: Flink wants to know this machine's name.
    Path hosts =
        Files.writeString(
            folder.resolve("hosts"),
            "127.0.0.1 " + HOST + " localhost " + InetAddress.getLocalHost().getHostName() + "\n");
    HttpsServer server = serverOn443(authority);
    try {
      Path stdout = folder.resolve("stdout");
      Path stderr = folder.resolve("stderr");
      ProcessBuilder launch =
          new ProcessBuilder(
              LauncherFixture.launcher().toString(),
              "run",
              "--rows",
              "2",
              "--output",
              "json",
              "src/test/resources/literal-example/script.sql");
      launch
          .environment()
          .put(
              "SQLUICE_JAVA_OPTS",
              "-Djdk.net.hosts.file="
                  + hosts
                  + " -Djavax.net.ssl.trustStore="
                  + authority.trustStore()
                  + " -Djavax.net.ssl.trustStorePassword="
                  + TestAuthority.PASSWORD);
      // Maven is running: the jar has to be there by now.
      launch.environment().put("SQLUICE_NO_BUILD", "1");
      Process process =
          launch.redirectOutput(stdout.toFile()).redirectError(stderr.toFile()).start();
      boolean ended = process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();

      String errors = Files.readString(stderr);
      assertThat(ended).as("ends within %d s: %s", TIME_LIMIT_SECONDS, errors).isTrue();
      assertThat(process.exitValue()).as("the exit code: %s", errors).isZero();
      assertThat(Files.readString(stdout))
          .isEqualTo(
              """
              {"symbol":"BTC-USDT","symbolName":"BTC-USDT","buy":100.5,"sell":11328.9}
              {"symbol":"ETH-USDT","symbolName":"ETH-USDT","buy":380.25,"sell":380.5}
              """);
    } finally {
      server.stop(0);
    }
  }

  private static HttpsServer serverOn443(TestAuthority authority) throws Exception {
    HttpsServer server;
    try {
      server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 443), 0);
    } catch (IOException notAllowed) {
      String reason = "Nothing can listen on port 443 here: " + notAllowed.getMessage();
      if (System.getenv("CI") != null) {
        throw new AssertionError(
            reason
                + "; CI is set and has to run this test: run it as a user who may, with the port"
                + " free",
            notAllowed);
      }
      Assumptions.abort(reason);
      throw notAllowed;
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(authority.serverKeys())) {
      keys.load(in, TestAuthority.PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, TestAuthority.PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/api/v1/market/allTickers",
        exchange -> {
          try (exchange) {
            byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return server;
  }
}
