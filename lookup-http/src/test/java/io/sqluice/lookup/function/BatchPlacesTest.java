package io.sqluice.lookup.function;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.sqluice.lookup.table.Joins;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the keys of a batch stand in a body, by their type. */
@Timeout(60)
class BatchPlacesTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static OpenJoin pairs(LogicalType key, String... options) {
    Map<String, String> all =
        OpenJoin.options(
            "url", SERVER.url("/items"),
            "method", "POST",
            "lookup.batch.size", "2",
            "lookup.batch.interval", "1 h");
    all.putAll(OpenJoin.options(options));
    return new OpenJoin(Joins.of(OpenJoin.columns("$id", key, "n", new IntType()), all, "$id"));
  }

  private static void verifyBody(String body) {
    SERVER.verify(1, postRequestedFor(urlEqualTo("/items")).withRequestBody(equalTo(body)));
  }

  @Test
  void should_put_an_array_where_a_json_field_takes_a_value() {
    SERVER.stubFor(
        post("/items")
            .willReturn(okJson("[{\"id\": \"b\", \"n\": 1}, {\"id\": \"a\", \"n\": 2}]")));

    try (OpenJoin join = pairs(VarCharType.STRING_TYPE, "json.filter.ids", "$id")) {
      CompletableFuture<Collection<RowData>> a = join.start("a");

      assertThat(join.lookup("b")).containsExactly("+I(b,1)");
      assertThat(OpenJoin.shown(a)).containsExactly("+I(a,2)");
    }

    verifyBody("{\"filter\":{\"ids\":[\"a\",\"b\"]}}");
  }

  @Test
  void should_put_an_array_into_a_whole_body() {
    SERVER.stubFor(post("/items").willReturn(okJson("[{\"id\": 9007199254740993, \"n\": 1}]")));

    try (OpenJoin join =
        pairs(
            new BigIntType(),
            "headers.Content-Type",
            "application/json",
            "body",
            "{\"ids\": {{id}}}")) {
      CompletableFuture<Collection<RowData>> big = join.start(9007199254740993L);

      assertThat(join.lookup(9007199254740992L)).isEmpty();
      assertThat(OpenJoin.shown(big)).containsExactly("+I(9007199254740993,1)");
    }

    verifyBody("{\"ids\": [9007199254740993,9007199254740992]}");
  }

  @Test
  void should_know_a_number_by_its_value() {
    SERVER.stubFor(
        post("/items")
            .willReturn(okJson("[{\"id\": 1.5, \"n\": 1}, {\"id\": \"2.00\", \"n\": 2}]")));

    try (OpenJoin join = pairs(new DecimalType(10, 2), "json.ids", "$id")) {
      CompletableFuture<Collection<RowData>> half = join.start(decimal("1.50"));

      assertThat(join.lookup(decimal("2.00"))).containsExactly("+I(2.00,2)");
      assertThat(OpenJoin.shown(half)).containsExactly("+I(1.50,1)");
    }

    verifyBody("{\"ids\":[1.50,2.00]}");
  }

  private static DecimalData decimal(String text) {
    return DecimalData.fromBigDecimal(new BigDecimal(text), 10, 2);
  }
}
