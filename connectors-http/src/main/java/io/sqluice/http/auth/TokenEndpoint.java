package io.sqluice.http.auth;

import io.sqluice.http.auth.OAuthOptions.ClientPlace;
import io.sqluice.http.client.AnswerCheck;
import io.sqluice.http.client.Authenticator;
import io.sqluice.http.client.CallHooks;
import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.client.HostRules;
import io.sqluice.http.client.HttpCallException;
import io.sqluice.http.client.HttpCaller;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.client.RateLimit;
import io.sqluice.http.client.RedirectPolicy;
import io.sqluice.http.client.ResponseLimits;
import io.sqluice.http.client.StatusCodes;
import io.sqluice.http.client.StatusRules;
import io.sqluice.http.secret.Redaction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/**
 * Asks a token endpoint (RFC 6749, section 3.2). It is sent to as the table's API is, but for what
 * status codes mean, and redirects, which would carry the client's password elsewhere. Thread-safe.
 */
final class TokenEndpoint implements AutoCloseable {

  private static final int MAX_RESPONSE_BYTES = 1024 * 1024;
  private static final StatusRules CODES =
      new StatusRules(
          StatusCodes.parse("2XX"),
          StatusCodes.parse("408,425,429,5XX,!501,!505"),
          // Read as well, for the reason that they give.
          StatusCodes.parse("3XX,4XX,501,505,!408,!425,!429"));

  private final String url;
  private final Map<String, String> clientFields = new LinkedHashMap<>();
  private final List<Header> headers = new ArrayList<>();
  private final HttpCaller caller;

  private TokenEndpoint(String url, HttpCaller caller) {
    this.url = url;
    this.caller = caller;
  }

  /** The endpoint that a table's options name, with the client's credentials. */
  static TokenEndpoint open(AuthContext context) {
    String clientId = context.text(OAuthOptions.CLIENT_ID);
    String clientSecret = context.secret(OAuthOptions.CLIENT_SECRET);
    String url = OAuthOptions.url(context);
    HttpCaller caller =
        HttpCaller.open(
            config(context.client()),
            new CallHooks(Authenticator.NONE, AnswerCheck.NONE, context.redaction()),
            context.secrets(),
            new UnregisteredMetricsGroup());
    TokenEndpoint endpoint = new TokenEndpoint(url, caller);
    ClientPlace place = context.settings().get(OAuthOptions.CLIENT_IN);
    endpoint.identify(clientId, clientSecret, place, context.redaction());
    return endpoint;
  }

  private void identify(
      String clientId, @Nullable String clientSecret, ClientPlace place, Redaction redaction) {
    headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
    headers.add(new Header("Accept", "application/json"));
    if (clientSecret != null && place == ClientPlace.HEADER) {
      // Both are encoded like form fields first (RFC 6749, section 2.3.1).
      String credentials = BasicAuthFactory.basic(encode(clientId), encode(clientSecret));
      redaction.add(credentials);
      headers.add(new Header("Authorization", "Basic " + credentials));
      return;
    }
    clientFields.put("client_id", clientId);
    if (clientSecret != null) {
      clientFields.put("client_secret", clientSecret);
    }
  }

  private static ClientConfig config(ClientConfig table) {
    return new ClientConfig(
        table.tableName(),
        new ResponseLimits(table.limits().requestTimeout(), MAX_RESPONSE_BYTES),
        CODES,
        table.retry(),
        new RateLimit(null, 1),
        new HostRules(
            RedirectPolicy.NONE, table.hosts().allowedHosts(), table.hosts().allowPrivate()),
        table.connection(),
        table.headers());
  }

  /**
   * Asks for a token.
   *
   * @param grant the fields that say why one is due
   * @return completes on another thread; with {@link HttpCallException} if there is none to be had
   */
  CompletableFuture<TokenResponse> ask(Map<String, String> grant) {
    Map<String, String> fields = new LinkedHashMap<>(grant);
    fields.putAll(clientFields);
    byte[] body = form(fields).getBytes(StandardCharsets.US_ASCII);
    return caller.call(new HttpRequest("POST", url, headers, body)).thenApply(this::read);
  }

  private TokenResponse read(HttpResponse response) {
    try {
      return TokenAnswer.read(url, response);
    } catch (HttpCallException refused) {
      throw new CompletionException(refused);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Cancels what is under way. */
  @Override
  public void close() {
    caller.close();
  }
}
