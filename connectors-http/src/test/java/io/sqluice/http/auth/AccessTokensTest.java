package io.sqluice.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.auth.OAuthOptions.ClientPlace;
import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.options.ClientOptions;
import io.sqluice.http.options.TableOptions;
import io.sqluice.http.secret.TableSecrets;
import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What breaks while a token is asked for ends the wait, and later ones do not wait for it. */
class AccessTokensTest {

  @Test
  void should_ask_anew_when_a_call_could_not_be_made() throws Exception {
    try (AccessTokens tokens = open("http://127.0.0.1:1/", null, InstantSource.system())) {
      // An id that is null breaks the form.
      assertThat(failure(tokens.current())).isInstanceOf(NullPointerException.class);
      assertThat(failure(tokens.current())).isInstanceOf(NullPointerException.class);
    }
  }

  @Test
  void should_ask_anew_when_a_token_could_not_be_kept() throws Exception {
    AtomicInteger readings = new AtomicInteger();
    InstantSource broken =
        () -> {
          if (readings.incrementAndGet() == 1) {
            throw new IllegalStateException("the clock is broken");
          }
          return Instant.EPOCH;
        };
    try (LocalApi endpoint =
            LocalApi.answering(
                request -> Answer.ok("{\"access_token\":\"T1\",\"expires_in\":3600}"));
        AccessTokens tokens = open(endpoint.url("/token"), "me", broken)) {
      assertThat(failure(tokens.current())).hasMessage("the clock is broken");

      assertThat(tokens.current().get(20, TimeUnit.SECONDS)).isEqualTo("T1");
    }
  }

  private static Throwable failure(CompletableFuture<?> future) throws Exception {
    try {
      throw new AssertionError(
          "expected a failure, but there was " + future.get(20, TimeUnit.SECONDS));
    } catch (ExecutionException failed) {
      return failed.getCause();
    }
  }

  private static AccessTokens open(String url, String id, InstantSource clock) {
    ClientConfig config = ClientOptions.read(new TableOptions(Map.of()), "`c`.`d`.`t`");
    OAuthClient client = new OAuthClient(url, id, null, ClientPlace.BODY, Map.of(), config);
    return AccessTokens.open(client, new TableSecrets("`c`.`d`.`t`", name -> name), clock);
  }
}
