package io.sqluice.http.auth;

import io.sqluice.http.auth.OAuthOptions.ClientPlace;
import io.sqluice.http.client.AnswerCheck;
import io.sqluice.http.client.Authenticator;
import io.sqluice.http.client.CallHooks;
import io.sqluice.http.client.HttpCallException;
import io.sqluice.http.client.HttpCaller;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.secret.TableSecrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Asks a token endpoint (RFC 6749, section 3.2) for one client. Thread-safe. */
final class TokenEndpoint implements AutoCloseable {

  private final String url;
  private final Map<String, String> clientFields = new LinkedHashMap<>();
  private final List<Header> headers = new ArrayList<>();
  private final HttpCaller caller;

  private TokenEndpoint(String url, HttpCaller caller) {
    this.url = url;
    this.caller = caller;
    headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
    headers.add(new Header("Accept", "application/json"));
  }

  /**
   * The endpoint of a client.
   *
   * @param secrets of the table that asks first
   */
  static TokenEndpoint open(OAuthClient client, TableSecrets secrets) {
    CallHooks hooks = new CallHooks(Authenticator.NONE, AnswerCheck.NONE, secrets.redaction());
    HttpCaller caller =
        HttpCaller.open(client.config(), hooks, secrets, new UnregisteredMetricsGroup());
    TokenEndpoint endpoint = new TokenEndpoint(client.url(), caller);
    endpoint.identify(client, secrets);
    return endpoint;
  }

  /** Says who the client is (RFC 6749, section 2.3.1). */
  private void identify(OAuthClient client, TableSecrets secrets) {
    if (client.secret() != null && client.place() == ClientPlace.HEADER) {
      // Both are encoded like form fields first.
      String credentials = BasicAuthFactory.basic(encode(client.id()), encode(client.secret()));
      secrets.redaction().add(credentials);
      headers.add(new Header("Authorization", "Basic " + credentials));
      return;
    }
    clientFields.put("client_id", client.id());
    if (client.secret() != null) {
      clientFields.put("client_secret", client.secret());
    }
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
