package io.sqluice.job.demo;

import static io.sqluice.job.demo.DemoApiFixture.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopInvoicesApiTest {

  private static final String GRANT = "grant_type=client_credentials";
  private static final String EXPIRED =
      "401 {\"error\":\"invalid_token\",\"error_description\":\"The token has expired.\"}";

  private final AtomicReference<Instant> now = new AtomicReference<>(DemoApiFixture.NOON);
  private final DemoApiFixture demo = new DemoApiFixture(now::get);

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void should_give_invoices_for_a_token() throws Exception {
    JsonNode token = token(GRANT, "Authorization", basic("demo-client:demo-client-secret"));

    assertThat(token.get("token_type").asText()).isEqualTo("Bearer");
    assertThat(token.get("expires_in").intValue()).isEqualTo(4);
    assertThat(told(invoices(token)))
        .isEqualTo(
            "200 {\"as_of\":\"2026-11-20T12:00:07Z\",\"token_issued_at\":\"2026-11-20T12:00:07Z\","
                + "\"invoices\":[{\"number\":\"INV-1\",\"amount\":107,\"currency\":\"EUR\"},"
                + "{\"number\":\"INV-2\",\"amount\":207,\"currency\":\"EUR\"},"
                + "{\"number\":\"INV-3\",\"amount\":307,\"currency\":\"EUR\"}]}");
  }

  @Test
  void should_take_the_client_in_the_form_too() throws Exception {
    JsonNode token =
        token(GRANT + "&client_id=demo-client&client_secret=demo-client-secret", "X", "Y");

    assertThat(invoices(token).statusCode()).isEqualTo(200);
  }

  @Test
  void should_refuse_a_token_after_four_seconds() throws Exception {
    JsonNode token = token(GRANT, "Authorization", basic("demo-client:demo-client-secret"));

    now.set(now.get().plusSeconds(3));
    assertThat(invoices(token).statusCode()).isEqualTo(200);

    now.set(now.get().plusSeconds(1));
    HttpResponse<byte[]> refused = invoices(token);
    assertThat(told(refused)).isEqualTo(EXPIRED);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer error=\"invalid_token\"");
  }

  @Test
  void should_refuse_forged_tokens_and_none() throws Exception {
    String none =
        "401 {\"error\":\"invalid_token\",\"error_description\":\"There is no valid access"
            + " token.\"}";

    assertThat(demo.refusal("/shop/invoices")).isEqualTo(none);
    assertThat(told(demo.get("/shop/invoices", "Authorization", "Bearer 1795176007.bm90IHRoYXQ=")))
        .isEqualTo(none);
  }

  @Test
  void should_refuse_unknown_clients_and_other_grants() throws Exception {
    assertThat(told(demo.post(GRANT, "/shop/oauth/token", "Authorization", basic("demo-client:x"))))
        .isEqualTo(
            "401 {\"error\":\"invalid_client\",\"error_description\":\"The client is unknown, or"
                + " its secret is wrong.\"}");
    assertThat(told(demo.post("grant_type=password", "/shop/oauth/token", "X", "Y")))
        .isEqualTo(
            "400 {\"error\":\"unsupported_grant_type\",\"error_description\":\"The grant_type is"
                + " 'password'; client_credentials is expected.\"}");
    assertThat(demo.refusal("/shop/oauth/token"))
        .isEqualTo("405 {\"error\":\"The demo API answers POST only.\"}");
  }

  private JsonNode token(String form, String... headers) throws Exception {
    HttpResponse<byte[]> response = demo.post(form, "/shop/oauth/token", headers);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.headers().firstValue("ETag")).isEmpty();
    return new ObjectMapper().readTree(response.body());
  }

  private HttpResponse<byte[]> invoices(JsonNode token) throws Exception {
    return demo.get(
        "/shop/invoices", "Authorization", "Bearer " + token.get("access_token").asText());
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
