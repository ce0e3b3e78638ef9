package io.sqluice.http.auth;

import io.sqluice.http.client.AnswerCheck;
import io.sqluice.http.client.Authenticator;
import io.sqluice.http.client.CallHooks;
import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.client.HttpCallException;
import io.sqluice.http.client.HttpCaller;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.options.AuthOptions;
import io.sqluice.http.options.ClientOptions;
import io.sqluice.http.options.TableOptions;
import io.sqluice.http.secret.MissingSecretException;
import io.sqluice.http.secret.TableSecrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** The authentication and the calls of a table, made from its options over real sockets. */
final class AuthTable implements AutoCloseable {

  private final Clock clock = new Clock();
  final TableSecrets secrets;
  final Authenticator authenticator;
  private final HttpCaller caller;

  /** A clock that a test moves. */
  private static final class Clock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }
  }

  private AuthTable(Map<String, String> raw, Map<String, String> values, ClassLoader classLoader) {
    Map<String, String> all = new HashMap<>(raw);
    all.putIfAbsent("retry.max-attempts", "3");
    all.putIfAbsent("retry.initial-backoff", "1 ms");
    TableOptions options = new TableOptions(all);
    AuthConfig config = new AuthOptions(options, classLoader).read();
    ClientConfig client = ClientOptions.read(options, "`c`.`d`.`t`");
    options.throwIfAnyProblem("`c`.`d`.`t`");
    secrets =
        new TableSecrets(
            "`c`.`d`.`t`",
            name -> {
              if (!values.containsKey(name)) {
                throw new MissingSecretException("Nothing defines the secret '" + name + "'.");
              }
              return values.get(name);
            });
    authenticator = Authenticators.open(config, secrets, clock, client, classLoader);
    caller =
        HttpCaller.open(
            client,
            new CallHooks(authenticator, AnswerCheck.NONE, secrets.redaction()),
            secrets,
            new UnregisteredMetricsGroup());
  }

  /** A table with these options. */
  static AuthTable open(Map<String, String> options) {
    return open(options, Map.of());
  }

  /** A table with these options and secrets. */
  static AuthTable open(Map<String, String> options, Map<String, String> secrets) {
    return new AuthTable(options, secrets, AuthTable.class.getClassLoader());
  }

  /** A table whose types of authentication come from a class loader. */
  static AuthTable open(Map<String, String> options, ClassLoader classLoader) {
    return new AuthTable(options, Map.of(), classLoader);
  }

  void set(Instant now) {
    clock.now = now;
  }

  void advance(Duration by) {
    clock.now = clock.now.plus(by);
  }

  /** The request as it is sent. */
  HttpRequest authenticated(HttpRequest request) {
    return get(authenticator.authenticate(request));
  }

  CompletableFuture<HttpResponse> start(String url) {
    return caller.call(request(url));
  }

  HttpResponse call(String url) {
    return get(start(url));
  }

  HttpCallException fail(String url) {
    return failure(start(url));
  }

  static HttpRequest request(String url) {
    return new HttpRequest("GET", url, List.of(), null);
  }

  static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    }
  }

  static HttpCallException failure(CompletableFuture<?> future) {
    try {
      Object value = future.get(20, TimeUnit.SECONDS);
      throw new AssertionError("expected a failure, but there was " + value);
    } catch (ExecutionException failed) {
      return (HttpCallException) failed.getCause();
    } catch (InterruptedException | TimeoutException broken) {
      throw new AssertionError(broken);
    }
  }

  @Override
  public void close() {
    caller.close();
    authenticator.close();
  }
}
