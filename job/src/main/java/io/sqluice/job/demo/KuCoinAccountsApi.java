package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answers like KuCoin's private {@code /api/v1/accounts}: only to requests that are signed with the
 * demo key as KuCoin asks for, with a version 2 or 3 key.
 */
final class KuCoinAccountsApi implements DemoExchange {

  /** How far a request's time may be from ours. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  /** The accounts: currency, type, balance and what of it is on hold. */
  private static final List<Account> ACCOUNTS =
      List.of(
          new Account("BTC", "main", "1.50000000", "0.00000000", "1.50000000"),
          new Account("BTC", "trade", "0.75000000", "0.25000000", "0.50000000"),
          new Account("ETH", "trade", "12.00000000", "2.00000000", "10.00000000"),
          new Account("USDT", "trade", "25000.00000000", "1000.00000000", "24000.00000000"));

  private record Account(
      String currency, String type, String balance, String holds, String available) {}

  private final JsonNodeFactory json = JsonNodeFactory.instance;

  @Override
  public List<DemoRoute> routes() {
    return List.of(DemoRoute.of("/api/v1/accounts", this, this::accounts));
  }

  @Override
  public DemoAnswer refuse(BadParameterException problem) {
    return refuse(400, "400100", problem.getMessage());
  }

  private DemoAnswer refuse(int status, String code, String message) {
    return DemoAnswer.refusal(status, json.objectNode().put("code", code).put("msg", message));
  }

  private DemoAnswer accounts(DemoRequest request) {
    Optional<DemoAnswer> refusal = check(request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    ArrayNode data = json.arrayNode();
    for (int i = 0; i < ACCOUNTS.size(); i++) {
      Account account = ACCOUNTS.get(i);
      if (matches(request, "currency", account.currency())
          && matches(request, "type", account.type())) {
        data.add(account(String.valueOf(i + 1), account));
      }
    }
    ObjectNode body = json.objectNode().put("code", "200000");
    body.set("data", data);
    return DemoAnswer.ok(body);
  }

  private ObjectNode account(String id, Account account) {
    return json.objectNode()
        .put("id", id)
        .put("currency", account.currency())
        .put("type", account.type())
        .put("balance", account.balance())
        .put("available", account.available())
        .put("holds", account.holds());
  }

  private static boolean matches(DemoRequest request, String parameter, String value) {
    return request.text(parameter).map(value::equals).orElse(true);
  }

  /** What is wrong with the signature, in KuCoin's codes; empty if nothing is. */
  private Optional<DemoAnswer> check(DemoRequest request) {
    for (String name :
        List.of("KC-API-KEY", "KC-API-SIGN", "KC-API-TIMESTAMP", "KC-API-PASSPHRASE")) {
      if (request.header(name).isEmpty()) {
        return Optional.of(
            refuse(401, "400001", "Please check the header of your request: " + name));
      }
    }
    String timestamp = request.header("KC-API-TIMESTAMP").orElseThrow();
    if (!request.header("KC-API-KEY").orElseThrow().equals(DemoCredentials.KUCOIN_KEY_ID)) {
      return Optional.of(refuse(401, "400003", "KC-API-KEY not exists"));
    }
    if (!isNear(timestamp, request)) {
      return Optional.of(refuse(401, "400002", "Invalid KC-API-TIMESTAMP"));
    }
    String passphrase =
        DemoCredentials.sign(DemoCredentials.KUCOIN_KEY, DemoCredentials.KUCOIN_PASSPHRASE);
    boolean knownVersion = request.header("KC-API-KEY-VERSION").orElse("1").matches("[23]");
    if (!knownVersion || !request.header("KC-API-PASSPHRASE").orElseThrow().equals(passphrase)) {
      return Optional.of(refuse(401, "400004", "Invalid KC-API-PASSPHRASE"));
    }
    String signed = timestamp + request.method() + request.target() + request.body();
    String signature = DemoCredentials.sign(DemoCredentials.KUCOIN_KEY, signed);
    return request.header("KC-API-SIGN").orElseThrow().equals(signature)
        ? Optional.empty()
        : Optional.of(refuse(401, "400005", "Invalid KC-API-SIGN"));
  }

  private static boolean isNear(String timestamp, DemoRequest request) {
    return timestamp.matches("[0-9]{1,15}")
        && Math.abs(Long.parseLong(timestamp) - request.now().toEpochMilli())
            <= TOLERANCE.toMillis();
  }
}
