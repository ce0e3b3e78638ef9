package io.sqluice.http.request;

import io.sqluice.http.client.AllowedHosts;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import io.sqluice.http.request.TemplatePart.Placeholder;
import io.sqluice.http.secret.SecretReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.annotation.Nullable;

/**
 * A request whose placeholders are filled in each time it is sent. Immutable and thread-safe; it
 * does not travel, so a worker compiles its own from the {@link RequestConfig}.
 *
 * <p>Unless the headers give a Content-Type, {@code json.*} and {@code body} are sent as
 * application/json, and {@code form.*} as application/x-www-form-urlencoded.
 */
public final class RequestTemplate {

  private static final String CONTENT_TYPE = "Content-Type";

  private final String method;
  private final UrlSource url;
  private final Map<String, Template> headers;
  private final List<QueryParameter> parameters;
  @Nullable private final BodyTemplate body;

  /** The values of the secrets, by the names of their placeholders. */
  private final Map<String, String> secrets;

  RequestTemplate(
      String method,
      UrlSource url,
      Map<String, Template> headers,
      List<QueryParameter> parameters,
      @Nullable BodyTemplate body) {
    this(method, url, headers, parameters, body, Map.of());
  }

  private RequestTemplate(
      String method,
      UrlSource url,
      Map<String, Template> headers,
      List<QueryParameter> parameters,
      @Nullable BodyTemplate body,
      Map<String, String> secrets) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.parameters = parameters;
    this.body = body;
    this.secrets = secrets;
  }

  /**
   * Compiles the options of a request that refers to no secrets.
   *
   * @param variables the names that placeholders may have
   * @throws IllegalArgumentException naming everything that is wrong, one problem a line
   */
  public static RequestTemplate compile(RequestConfig config, Collection<String> variables) {
    return compile(config, variables, null, references -> Map.of());
  }

  /**
   * Compiles the options of a request.
   *
   * @param variables the names that placeholders may have
   * @param hostsOfData the hosts that a url may have which is one placeholder; null allows no such
   *     url. Requests to it are {@linkplain HttpRequest#foreign foreign}.
   * @param secrets gives the secrets that the request refers to their values, by name
   * @throws IllegalArgumentException naming everything that is wrong, one problem a line
   */
  public static RequestTemplate compile(
      RequestConfig config,
      Collection<String> variables,
      @Nullable AllowedHosts hostsOfData,
      Function<List<SecretReference>, Map<String, String>> secrets) {
    RequestCompiler compiler = new RequestCompiler(config, variables, hostsOfData);
    RequestTemplate template =
        compiler
            .compile()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        compiler.problems().stream()
                            .map(problem -> problem.option() + ": " + problem.message())
                            .collect(Collectors.joining("\n"))));
    return template.with(secrets.apply(compiler.secrets()));
  }

  private RequestTemplate with(Map<String, String> values) {
    Map<String, String> byPlaceholder = new HashMap<>();
    values.forEach((name, value) -> byPlaceholder.put(Placeholder.SECRET_PREFIX + name, value));
    return new RequestTemplate(method, url, headers, parameters, body, byPlaceholder);
  }

  /**
   * Everything that is wrong with the options of a request; empty if it can be compiled.
   *
   * @param hostsOfData as for {@link #compile}
   */
  public static List<RequestProblem> problems(
      RequestConfig config, Collection<String> variables, @Nullable AllowedHosts hostsOfData) {
    RequestCompiler compiler = new RequestCompiler(config, variables, hostsOfData);
    compiler.compile();
    return compiler.problems();
  }

  /**
   * The request with its placeholders filled in.
   *
   * @param variables by name: texts, numbers, booleans, {@link java.time.Instant}s, dates and
   *     times, and JSON nodes, lists and maps where JSON is sent; a null or missing value is null
   *     in JSON and the empty text elsewhere
   * @throws TemplateException if a value cannot stand where its placeholder is
   */
  public HttpRequest render(Map<String, Object> variables) {
    Map<String, Object> values = variables;
    if (!secrets.isEmpty()) {
      values = new HashMap<>(variables);
      values.putAll(secrets);
    }
    List<String> query = new ArrayList<>();
    for (QueryParameter parameter : parameters) {
      query.addAll(parameter.render(values));
    }
    return new HttpRequest(
        method,
        url.render(values, query),
        renderHeaders(values),
        body == null ? null : body.render(values),
        url instanceof WholeUrl);
  }

  private List<Header> renderHeaders(Map<String, Object> values) {
    List<Header> rendered = new ArrayList<>();
    // White space at the ends is no part of a value (RFC 9110, 5.5).
    headers.forEach(
        (name, value) ->
            rendered.add(new Header(name, value.render(Placement.HEADER, values).strip())));
    if (body != null && headers.keySet().stream().noneMatch(CONTENT_TYPE::equalsIgnoreCase)) {
      rendered.add(new Header(CONTENT_TYPE, body.contentType()));
    }
    return rendered;
  }
}
