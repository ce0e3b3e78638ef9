package io.sqluice.http.request;

import io.sqluice.http.client.AllowedHosts;
import io.sqluice.http.request.TemplatePart.Placeholder;
import io.sqluice.http.secret.SecretReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;

/** Turns the options of a request into its templates, and collects everything that is wrong. */
final class RequestCompiler {

  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final String CONTENT_TYPE = "content-type";

  private final RequestConfig config;
  private final Collection<String> variables;
  @Nullable private final AllowedHosts hostsOfData;
  private final List<RequestProblem> problems = new ArrayList<>();
  private final List<SecretReference> secrets = new ArrayList<>();

  /**
   * @param hostsOfData the hosts that a url may have which is one placeholder; null allows no such
   *     url
   */
  RequestCompiler(
      RequestConfig config, Collection<String> variables, @Nullable AllowedHosts hostsOfData) {
    this.config = config;
    this.hostsOfData = hostsOfData;
    this.variables = variables;
  }

  /** The compiled request; empty if there are problems. */
  Optional<RequestTemplate> compile() {
    checkMethod();
    Optional<? extends UrlSource> url = url();
    Map<String, Template> headers = headers();
    List<QueryParameter> parameters = new ArrayList<>();
    parseAll("params", config.params())
        .forEach((name, value) -> parameters.add(QueryParameter.of(name, value)));
    BodyTemplate body = body();
    return problems.isEmpty()
        ? url.map(
            found ->
                new RequestTemplate(config.method(), protecting(found), headers, parameters, body))
        : Optional.empty();
  }

  /** The secrets of the whole request are known at its end only. */
  private UrlSource protecting(UrlSource url) {
    return url instanceof WholeUrl whole && !secrets.isEmpty()
        ? new WholeUrl(whole.placeholder(), whole.hosts(), true)
        : url;
  }

  private Optional<? extends UrlSource> url() {
    Template template = parse("url", config.url());
    if (hostsOfData != null && config.isUrlOfData()) {
      if (hostsOfData.equals(AllowedHosts.ANY)) {
        problem(
            "url",
            config.url()
                + " is the whole URL, so that data would say which host is asked; expected the hosts"
                + " that it may have in 'url.allowed-hosts'");
        return Optional.empty();
      }
      return Optional.of(new WholeUrl((Placeholder) template.parts().get(0), hostsOfData, false));
    }
    return UrlRules.compile(template, message -> problem("url", message));
  }

  /** The references to secrets in all options, after {@link #compile}. */
  List<SecretReference> secrets() {
    return List.copyOf(secrets);
  }

  List<RequestProblem> problems() {
    return List.copyOf(problems);
  }

  private void checkMethod() {
    if (!METHODS.contains(config.method())) {
      problem(
          "method",
          Excerpt.of(config.method())
              + " is not supported; expected GET, POST, PUT, PATCH or DELETE");
    } else if (config.method().equals("GET") && !bodyOptions().isEmpty()) {
      problem(
          "method",
          "GET sends no body (RFC 9110, 9.3.1), but "
              + bodyOptions().get(0)
              + " gives one; expected 'method' = 'POST', or params.* for the query");
    }
  }

  private Map<String, Template> headers() {
    HeaderRules rules = new HeaderRules((name, message) -> problem("headers." + name, message));
    Map<String, Template> headers = parseAll("headers", config.headers());
    headers.forEach(rules::check);
    return headers;
  }

  @Nullable
  private BodyTemplate body() {
    List<String> given = bodyOptions();
    if (given.size() > 1) {
      problem(
          given.get(0),
          String.join(" and ", given)
              + " give more than one body; expected one of body, json.* and"
              + " form.*");
    }
    Map<String, Template> json = parseAll("json", config.json());
    Map<String, Template> form = parseAll("form", config.form());
    if (config.body() != null) {
      return textBody(parse("body", config.body()));
    }
    if (!json.isEmpty()) {
      JsonFields fields = new JsonFields((path, message) -> problem("json." + path, message));
      json.forEach(fields::put);
      return new BodyTemplate.Json(fields.document());
    }
    return form.isEmpty() ? null : new BodyTemplate.Form(form);
  }

  /** The options that give a body, one of each kind. */
  private List<String> bodyOptions() {
    List<String> given = new ArrayList<>();
    if (config.body() != null) {
      given.add("body");
    }
    config.json().keySet().stream().limit(1).forEach(path -> given.add("json." + path));
    config.form().keySet().stream().limit(1).forEach(name -> given.add("form." + name));
    return given;
  }

  private BodyTemplate textBody(Template template) {
    String contentType =
        config.headers().entrySet().stream()
            .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(CONTENT_TYPE))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(BodyTemplate.JSON_TYPE);
    if (!BodyTemplate.isJson(contentType)) {
      return new BodyTemplate.Text(template, BodyTemplate.placement(contentType), contentType);
    }
    JsonTemplate json = JsonTemplate.ofJson(template.parts());
    json.problem()
        .ifPresent(
            reason ->
                problem(
                    "body",
                    "the body is not valid JSON ("
                        + reason
                        + "); expected JSON, because the content type is "
                        + contentType
                        + "; set headers.Content-Type if it is another format"));
    return new BodyTemplate.Json(json);
  }

  private Map<String, Template> parseAll(String prefix, Map<String, String> texts) {
    Map<String, Template> templates = new LinkedHashMap<>();
    texts.forEach((name, text) -> templates.put(name, parse(prefix + "." + name, text)));
    return templates;
  }

  private Template parse(String option, String text) {
    Template template =
        new TemplateParser(text, variables, message -> problem(option, message)).parse();
    for (TemplatePart part : template.parts()) {
      if (part instanceof Placeholder placeholder) {
        placeholder.secret().ifPresent(name -> secrets.add(new SecretReference(option, name)));
      }
    }
    return template;
  }

  private void problem(String option, String message) {
    problems.add(new RequestProblem(option, message));
  }
}
