package io.sqluice.benchmarks.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DueApiTest {

  @Test
  void should_keep_when_a_request_was_due_and_how_late_it_came() throws Exception {
    try (DueApi api = DueApi.start()) {
      // given
      Instant due = Instant.now().minusSeconds(10);

      // when
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(api.url() + "/t1?due=" + due.toEpochMilli()))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      // then
      assertThat(response.body()).isEqualTo("[{\"n\":1}]");
      assertThat(api.arrivals())
          .singleElement()
          .satisfies(
              arrival -> {
                assertThat(arrival.due()).isEqualTo(Instant.ofEpochMilli(due.toEpochMilli()));
                assertThat(arrival.lag()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
              });
    }
  }
}
