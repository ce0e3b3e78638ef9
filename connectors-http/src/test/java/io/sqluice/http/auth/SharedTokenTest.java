package io.sqluice.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that wait for one token, which comes when the test says so. */
class SharedTokenTest {

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch granted = new CountDownLatch(1);
  private LocalApi endpoint;
  private AuthTable table;

  @BeforeEach
  void open() throws Exception {
    endpoint =
        LocalApi.answering(
            request -> {
              asked.countDown();
              await(granted);
              return Answer.ok("{\"access_token\":\"T1\",\"expires_in\":3600}");
            });
    table = open("read");
  }

  private AuthTable open(String scope) {
    return AuthTable.open(
        Map.of(
            "auth.type", "oauth2-client-credentials",
            "auth.token-url", endpoint.url("/token"),
            "auth.client-id", "me",
            "auth.client-secret", "secret",
            "auth.scope", scope));
  }

  @AfterEach
  void close() {
    granted.countDown();
    table.close();
    endpoint.close();
  }

  @Test
  void should_make_one_token_call_for_ten_concurrent_requests() {
    List<CompletableFuture<HttpRequest>> requests = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      requests.add(table.authenticator.authenticate(AuthTable.request("http://api/" + i)));
    }
    await(asked);
    assertThat(requests).noneMatch(CompletableFuture::isDone);
    granted.countDown();

    for (int i = 0; i < 10; i++) {
      assertThat(AuthTable.get(requests.get(i)))
          .isEqualTo(AuthTable.request("http://api/" + i).withHeader("Authorization", "Bearer T1"));
    }
    assertThat(endpoint.asked()).hasSize(1);
  }

  @Test
  void should_not_take_the_token_from_others_when_one_request_is_cancelled() {
    CompletableFuture<?> cancelled = table.start(endpoint.url("/data"));
    CompletableFuture<HttpRequest> other =
        table.authenticator.authenticate(AuthTable.request("http://api/other"));
    await(asked);

    cancelled.cancel(true);
    granted.countDown();

    assertThat(AuthTable.get(other).headers().get(0).value()).isEqualTo("Bearer T1");
    assertThat(endpoint.asked()).extracting(call -> call.uri().getPath()).containsExactly("/token");
  }

  @Test
  void should_cancel_the_token_call_when_the_table_closes() {
    CompletableFuture<HttpRequest> waiting =
        table.authenticator.authenticate(AuthTable.request("http://api/a"));
    await(asked);

    table.authenticator.close();

    assertThat(AuthTable.failure(waiting))
        .hasMessage("the table was closed while a token was asked for");
  }

  @Test
  void should_share_a_token_with_other_tables_of_the_same_client() {
    granted.countDown();
    try (AuthTable other = open("read");
        AuthTable stranger = open("write")) {
      HttpRequest request = AuthTable.request("http://api/a");
      HttpRequest sent = table.authenticated(request);
      table.close();

      assertThat(other.authenticated(request)).isEqualTo(sent);
      assertThat(endpoint.asked()).hasSize(1);
      assertThat(other.secrets.redaction().redact("Bearer T1 token")).isEqualTo("Bearer *** token");

      stranger.authenticated(request);
      assertThat(endpoint.asked()).hasSize(2);
    }
  }

  @Test
  void should_let_other_tables_wait_on_when_one_closes() {
    try (AuthTable other = open("read")) {
      CompletableFuture<?> closed = table.start(endpoint.url("/data"));
      CompletableFuture<HttpRequest> waiting =
          other.authenticator.authenticate(AuthTable.request("http://api/a"));
      await(asked);

      table.close();
      granted.countDown();

      assertThat(closed).isCancelled();
      assertThat(AuthTable.get(waiting).headers().get(0).value()).isEqualTo("Bearer T1");
    }
  }

  @Test
  void should_forget_a_token_when_the_last_table_closes() {
    granted.countDown();
    table.authenticated(AuthTable.request("http://api/a"));
    table.close();

    try (AuthTable later = open("read")) {
      later.authenticated(AuthTable.request("http://api/a"));
    }

    assertThat(endpoint.asked()).hasSize(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
