package io.sqluice.lookup.faults;

import static io.sqluice.lookup.faults.LookupBench.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.auth.AuthContext;
import io.sqluice.http.auth.AuthProblem;
import io.sqluice.http.auth.AuthSettings;
import io.sqluice.http.auth.AuthenticatorFactory;
import io.sqluice.http.client.Authenticator;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of the connector end their job and nothing else: another one runs after each. */
@Timeout(120)
class TaskManagerLivesTest {

  @RegisterExtension static final LookupBench BENCH = new LookupBench();

  private static final String TABLE = "Table default_catalog.default_database.o: ";

  @TempDir Path folder;

  /** Its requests fail in the way that the test names, some with an Error. */
  public static final class ThrowingFactory implements AuthenticatorFactory {

    @Override
    public String identifier() {
      return "throwing";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
      return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
      return Set.of();
    }

    @Override
    public List<AuthProblem> problems(AuthSettings settings) {
      return List.of();
    }

    @Override
    public Authenticator create(AuthContext context) {
      return request -> {
        if (request.url().endsWith("error")) {
          throw new NoClassDefFoundError("com/example/Ticket");
        }
        throw new IllegalStateException("no ticket left");
      };
    }
  }

  @AfterEach
  void runAnotherJob() throws Exception {
    BENCH.answer("{\"v\":1}");
    Ended next = join("fine");
    assertThat(next.failure()).isNull();
    assertThat(next.rows()).containsExactly(Row.of("fine", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void should_survive_a_secret_that_is_missing_at_open(String async) throws Exception {
    // when
    Ended ended = join("a", "lookup.async", async, "headers.X-Key", "SECRET lookup_bench_missing");

    // then
    assertThat(ended.failure())
        .isEqualTo(
            "Table default_catalog.default_database.o cannot start:\n  - 'headers.X-Key': Nothing defines the secret 'lookup_bench_missing': not the session, nor the environment variable SQLUICE_SECRET_LOOKUP_BENCH_MISSING, nor a file in 'sqluice.secrets.dir', which is not set. Set the variable for the process that reads the table (on a cluster, each TaskManager), or write the value to a file of that name in 'sqluice.secrets.dir'.");
    assertThat(BENCH.requests()).isEmpty();
  }

  @Test
  void should_survive_a_certificate_that_is_missing_at_open() throws Exception {
    // when
    Ended ended = join("a", "tls.ca", folder.resolve("none.pem").toString());

    // then
    assertThat(ended.failure())
        .isEqualTo(
            "Table default_catalog.default_database.o cannot start:\n  - 'tls.ca': the file "
                + folder.resolve("none.pem")
                + " does not exist on this worker. Put it there, or correct the path.");
    assertThat(BENCH.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void should_survive_an_authenticator_that_throws(String async) throws Exception {
    // when
    Ended ended =
        join("a", "lookup.async", async, "auth.type", "throwing", "retry.max-attempts", "1");

    // then
    assertThat(ended.failure())
        .isEqualTo(
            TABLE
                + "GET "
                + BENCH.api().baseUrl()
                + "/o?k=a failed after 1 attempt: there are no credentials for it: the authenticator broke with java.lang.IllegalStateException: no ticket left. Check 'auth.*'.");
    assertThat(BENCH.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void should_survive_an_authenticator_that_lacks_a_class(String async) throws Exception {
    // when
    Ended ended =
        join("error", "lookup.async", async, "auth.type", "throwing", "retry.max-attempts", "1");

    // then
    assertThat(ended.failure())
        .isEqualTo(
            TABLE
                + "GET "
                + BENCH.api().baseUrl()
                + "/o?k=error failed after 1 attempt: there are no credentials for it: the authenticator broke with java.lang.NoClassDefFoundError: com/example/Ticket. Check 'auth.*'.");
    assertThat(BENCH.requests()).isEmpty();
  }

  /** The recursion overflows the stack of the thread that runs jq. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void should_survive_a_stack_overflow_in_jq(String async) throws Exception {
    // given
    BENCH.answer("{\"v\":1}");

    // when
    Ended ended =
        join("a", "lookup.async", async, "jq", "def f: 1 + f; {v: f}", "jq.timeout", "50 s");

    // then
    assertThat(ended.failure())
        .isEqualTo(
            TABLE
                + "GET "
                + BENCH.api().baseUrl()
                + "/o?k=a has an answer that cannot be read: the jq program failed at row 1: its"
                + " recursion is too deep; correct the option 'jq' (def f: 1 + f; {v: f}) or check"
                + " what the API sends.");
    assertThat(BENCH.requests()).hasSize(1);
  }

  private static Ended join(String key, String... options) throws Exception {
    StreamTableEnvironment tables = BENCH.streaming(1);
    input(tables, "k STRING", Row.of(key));
    BENCH.lookup(tables, "$k STRING, v INT", options);
    return BENCH.run(
        tables, "SELECT i.k, o.v FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o ON i.k = o.`$k`");
  }
}
