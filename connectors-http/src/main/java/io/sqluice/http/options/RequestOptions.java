package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.client.AllowedHosts;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.request.RequestTemplate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;

/** What is asked: the address and what is sent to it. */
public final class RequestOptions {

  public static final ConfigOption<String> URL =
      key("url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The address to ask, http or https, without user info. Placeholders are allowed"
                  + " behind the host.");

  public static final ConfigOption<String> METHOD =
      key("method")
          .stringType()
          .defaultValue("GET")
          .withDescription("GET, POST, PUT, PATCH or DELETE.");

  /** Options whose key ends in a name of the user's. */
  public static final ConfigOption<String> HEADERS =
      key("headers.<name>")
          .stringType()
          .noDefaultValue()
          .withDescription("A request header, such as 'headers.Accept' = 'application/json'.");

  public static final ConfigOption<String> PARAMS =
      key("params.<name>")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("param.<name>")
          .withDescription(
              "A query parameter, encoded for you; 'a;b' sends it twice, \\; is a semicolon.");

  public static final ConfigOption<String> JSON =
      key("json.<path>")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A field of a JSON body; dots nest. A value that is JSON (5, true, [1,2], \"5\") is"
                  + " that value, any other is a string. Excludes body and form.");

  public static final ConfigOption<String> FORM =
      key("form.<name>")
          .stringType()
          .noDefaultValue()
          .withDescription("A field of a form body. Excludes body and json.");

  public static final ConfigOption<String> BODY =
      key("body")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The request body as text with placeholders; checked to be JSON if the content type"
                  + " is. Excludes json and form.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(URL, METHOD, HEADERS, PARAMS, JSON, FORM, BODY);

  private RequestOptions() {}

  /**
   * The request that a table's options describe.
   *
   * @param variables the names that placeholders may have
   * @param hostsOfData the hosts that a url may have which is one placeholder; null allows no such
   *     url
   */
  public static RequestConfig read(
      TableOptions options, Collection<String> variables, @Nullable AllowedHosts hostsOfData) {
    RequestConfig request =
        new RequestConfig(
            options.text(METHOD).toUpperCase(Locale.ROOT),
            options.has(URL) ? options.text(URL) : "",
            options.withPrefix(HEADERS),
            options.withPrefix(PARAMS),
            options.withPrefix(JSON),
            options.withPrefix(FORM),
            options.text(BODY));
    if (options.has(URL)) {
      RequestTemplate.problems(request, variables, hostsOfData)
          .forEach(problem -> options.problem(problem.option(), problem.message()));
    } else {
      options.problem(URL.key(), "it is missing; name the address to ask.");
    }
    return request;
  }
}
