package io.sqluice.benchmarks.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class TickerApiTest {

  @Test
  void should_serve_the_body_that_the_benchmark_promises_and_keep_the_times_of_requests()
      throws Exception {
    try (TickerApi api = TickerApi.start()) {
      // when
      HttpResponse<byte[]> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(api.url() + "/tickers")).build(),
                  HttpResponse.BodyHandlers.ofByteArray());

      // then
      JsonNode tickers = new ObjectMapper().readTree(response.body()).at("/data/ticker");
      assertThat(response.body()).hasSize(api.bodyBytes()).hasSizeBetween(11_650_000, 11_749_999);
      assertThat(tickers).hasSize(100_000);
      assertThat(tickers.get(99_999))
          .hasToString(
              "{\"symbol\":\"C99999-USDT\",\"symbolName\":\"C99999-USDT\","
                  + "\"buy\":\"5971.0000\",\"sell\":\"5971.0625\",\"vol\":\"746.4\","
                  + "\"last\":\"5971\"}");
      assertThat(api.takeArrivals()).hasSize(1);
      assertThat(api.takeArrivals()).isEmpty();
    }
  }
}
