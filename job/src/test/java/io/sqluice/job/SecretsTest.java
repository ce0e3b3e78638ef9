package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sqluice.http.secret.SessionSecrets;
import io.sqluice.job.CommandLineFixture.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a script's secrets come from when it runs in this process. */
class SecretsTest {

  private static final String KEY = "k3y-of-the-job";

  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void serveWhoHasTheKey() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean known = KEY.equals(exchange.getRequestHeaders().getFirst("X-Key"));
          byte[] body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void should_read_secrets_from_the_folder_that_the_script_sets() throws IOException {
    Files.writeString(folder.resolve("job-key"), KEY + "\n");

    Outcome outcome =
        executeScript(
            "SET 'sqluice.secrets.dir' = '%s';\n%s".formatted(folder, script()),
            "run",
            "--batch",
            "--output",
            "json");

    assertThat(outcome).isEqualTo(new Outcome(0, "{\"id\":1}\n", "t: 1 poll, 1 row, 0 errors\n"));
  }

  @Test
  void should_read_the_secrets_of_the_session() {
    Outcome outcome;
    try (SessionSecrets session = SessionSecrets.open()) {
      session.define("job-key", KEY);
      outcome = executeScript(script(), "run", "--batch", "--output", "json");
    }

    assertThat(outcome).isEqualTo(new Outcome(0, "{\"id\":1}\n", "t: 1 poll, 1 row, 0 errors\n"));
  }

  @Test
  void should_say_which_secret_is_missing() {
    Outcome outcome = executeScript(script(), "run", "--batch");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "",
                "-:4:3: 'headers.X-Key': Nothing defines the secret 'job-key': not the session,"
                    + " nor the environment variable SQLUICE_SECRET_JOB_KEY, nor a file in"
                    + " 'sqluice.secrets.dir', which is not set. Set the variable for the process"
                    + " that reads the table (on a cluster, each TaskManager), or write the value to"
                    + " a file of that name in 'sqluice.secrets.dir'. Or define it in the script"
                    + " with CREATE SECRET.\n"));
  }

  private String script() {
    return """
        CREATE TABLE t (id INT) WITH (
          'connector' = 'http',
          'url' = 'http://127.0.0.1:%d/',
          'headers.X-Key' = 'SECRET job-key'
        );
        SELECT id FROM t;
        """
        .formatted(server.getAddress().getPort());
  }
}
