package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The invoices of a made-up shop, {@code /shop/invoices}, for whoever has an access token from
 * {@code POST /shop/oauth/token} (RFC 6749, 4.4). A token is the second of its issue, signed, so
 * that the server needs no memory of it; it is good for four seconds.
 */
final class ShopInvoicesApi implements DemoExchange {

  static final Duration TOKEN_LIFE = Duration.ofSeconds(4);

  private static final int INVOICES = 3;

  private final JsonNodeFactory json = JsonNodeFactory.instance;

  @Override
  public List<DemoRoute> routes() {
    return List.of(
        DemoRoute.post("/shop/oauth/token", this, this::token),
        DemoRoute.of("/shop/invoices", this, this::invoices));
  }

  @Override
  public DemoAnswer refuse(BadParameterException problem) {
    return refuse(400, "invalid_request", problem.getMessage());
  }

  private DemoAnswer refuse(int status, String error, String description) {
    return DemoAnswer.refusal(
        status, json.objectNode().put("error", error).put("error_description", description));
  }

  private DemoAnswer token(DemoRequest request) {
    Map<String, String> form = QueryParameters.parse(request.body());
    String grant = form.getOrDefault("grant_type", "");
    if (!grant.equals("client_credentials")) {
      return refuse(
          400,
          "unsupported_grant_type",
          "The grant_type is '" + grant + "'; client_credentials is expected.");
    }
    String known = basic(DemoCredentials.SHOP_CLIENT_ID + ':' + DemoCredentials.SHOP_CLIENT_SECRET);
    String given =
        request
            .header("Authorization")
            .orElseGet(() -> basic(form.get("client_id") + ':' + form.get("client_secret")));
    if (!given.equals(known)) {
      return refuse(401, "invalid_client", "The client is unknown, or its secret is wrong.")
          .withHeaders(Map.of("WWW-Authenticate", "Basic realm=\"shop\""));
    }
    return DemoAnswer.ok(
            json.objectNode()
                .put("access_token", issue(request.now()))
                .put("token_type", "Bearer")
                .put("expires_in", TOKEN_LIFE.toSeconds()))
        .withHeaders(Map.of("Cache-Control", "no-store"));
  }

  private DemoAnswer invoices(DemoRequest request) {
    Optional<Instant> issued =
        request
            .header("Authorization")
            .filter(value -> value.startsWith("Bearer "))
            .flatMap(value -> issuedAt(value.substring("Bearer ".length())));
    if (issued.isEmpty() || !request.now().isBefore(issued.get().plus(TOKEN_LIFE))) {
      String why = issued.isEmpty() ? "There is no valid access token." : "The token has expired.";
      return refuse(401, "invalid_token", why)
          .withHeaders(Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    }
    ObjectNode body =
        json.objectNode()
            .put("as_of", request.now().toString())
            .put("token_issued_at", issued.get().toString());
    ArrayNode invoices = body.putArray("invoices");
    for (int i = 1; i <= INVOICES; i++) {
      invoices
          .addObject()
          .put("number", "INV-" + i)
          .put("amount", 100 * i + request.now().getEpochSecond() % 60)
          .put("currency", "EUR");
    }
    return DemoAnswer.ok(body);
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private static String issue(Instant now) {
    String second = String.valueOf(now.getEpochSecond());
    return second + '.' + DemoCredentials.sign(DemoCredentials.SHOP_CLIENT_SECRET, second);
  }

  private static Optional<Instant> issuedAt(String token) {
    String second = token.replaceFirst("\\..*", "");
    if (!second.matches("[0-9]{1,12}")) {
      return Optional.empty();
    }
    Instant issued = Instant.ofEpochSecond(Long.parseLong(second));
    return issue(issued).equals(token) ? Optional.of(issued) : Optional.empty();
  }
}
