package io.sqluice.http.auth;

import static org.apache.flink.configuration.ConfigOptions.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.Authenticator;
import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import io.sqluice.http.options.AuthOptions;
import io.sqluice.http.options.ClientOptions;
import io.sqluice.http.options.TableOptions;
import io.sqluice.http.secret.TableSecrets;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A type of authentication that comes from another jar than ours. */
class OtherTypesTest {

  @TempDir Path jar;

  private URLClassLoader userCode;

  /** What such a jar holds. */
  public static final class TicketFactory implements AuthenticatorFactory {

    static final ConfigOption<String> TICKET =
        key("auth.ticket").stringType().noDefaultValue().withDescription("The ticket.");

    static final ConfigOption<Integer> GATE =
        key("auth.gate").intType().defaultValue(1).withDescription("The gate.");

    @Override
    public String identifier() {
      return "ticket";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
      return Set.of(TICKET);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
      return Set.of(GATE);
    }

    @Override
    public List<AuthProblem> problems(AuthSettings settings) {
      return settings.get(GATE) > 9
          ? List.of(
              new AuthProblem(GATE.key(), "found " + settings.get(GATE) + ", expected 1 to 9."))
          : List.of();
    }

    @Override
    public Authenticator create(AuthContext context) {
      String value = context.settings().get(GATE) + ":" + context.headerSecret(TICKET);
      return request -> CompletableFuture.completedFuture(request.withHeader("X-Ticket", value));
    }
  }

  @BeforeEach
  void addJar() throws Exception {
    Path services =
        Files.createDirectories(jar.resolve("META-INF/services"))
            .resolve(AuthenticatorFactory.class.getName());
    Files.writeString(services, TicketFactory.class.getName());
    userCode =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, OtherTypesTest.class.getClassLoader());
  }

  @AfterEach
  void closeJar() throws Exception {
    userCode.close();
  }

  @Test
  void should_authenticate_with_a_type_of_another_jar() {
    Map<String, String> options =
        Map.of("auth.type", "ticket", "auth.ticket", "abc", "auth.gate", "7");

    try (AuthTable table = AuthTable.open(options, userCode)) {
      HttpRequest sent = table.authenticated(AuthTable.request("https://a/b"));

      assertThat(sent.headers()).containsExactly(new Header("X-Ticket", "7:abc"));
      assertThat(table.secrets.redaction().redact("abc")).isEqualTo("***");
    }
  }

  @Test
  void should_know_the_options_of_the_tables_type_only() {
    assertThat(broughtAlong("ticket")).containsExactly("auth.gate", "auth.ticket");
    assertThat(broughtAlong("basic")).isEmpty();
  }

  private List<String> broughtAlong(String type) {
    TableOptions options = new TableOptions(Map.of("auth.type", type));
    return new AuthOptions(options, userCode)
        .broughtAlong().stream().map(ConfigOption::key).toList();
  }

  @Test
  void should_check_the_options_of_a_type_of_another_jar() {
    assertThatThrownBy(() -> AuthTable.open(Map.of("auth.type", "ticket"), userCode))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n"
                + "  - 'auth.ticket': it is missing; 'auth.type' = 'ticket' needs it.");
    assertThatThrownBy(
            () ->
                AuthTable.open(
                    Map.of("auth.type", "ticket", "auth.ticket", "abc", "auth.gate", "10"),
                    userCode))
        .hasMessage(
            "Table `c`.`d`.`t` has 1 problem:\n  - 'auth.gate': found 10, expected 1 to 9.");
  }

  @Test
  void should_say_that_a_worker_lacks_the_jar() {
    ClientConfig client = ClientOptions.read(new TableOptions(Map.of()), "`c`.`d`.`t`");
    AuthConfig config = new AuthConfig("ticket", Map.of("auth.ticket", "abc"));

    assertThatThrownBy(
            () ->
                Authenticators.open(
                    config,
                    new TableSecrets("`c`.`d`.`t`", name -> name),
                    InstantSource.system(),
                    client,
                    OtherTypesTest.class.getClassLoader()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Table `c`.`d`.`t` cannot start: 'auth.type' = 'ticket' was known where the query was"
                + " planned, but is not on this worker; put the jar that brings it on the class path"
                + " of all workers.");
  }
}
