package io.sqluice.http.request;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * The templates of a request as a table's options give them. Every text may hold placeholders such
 * as <code>{{trigger_time}}</code>.
 *
 * @param method the HTTP method in upper case
 * @param url an absolute http or https URL
 * @param headers name to value
 * @param params query parameters, name to value; {@code a;b} sends the parameter twice
 * @param json dotted path to value: the fields of a JSON body
 * @param form the fields of a form body
 * @param body a body as text; null if there is none or json or form gives it
 */
public record RequestConfig(
    String method,
    String url,
    Map<String, String> headers,
    Map<String, String> params,
    Map<String, String> json,
    Map<String, String> form,
    @Nullable String body)
    implements Serializable {

  /** The variables that a polling source can fill in. */
  public static final List<String> SOURCE_VARIABLES =
      List.of("trigger_time", "last_trigger_time", "cursor", "cursor_end");

  /** Whether one of the templates has a placeholder for a variable. */
  public boolean uses(String variable) {
    return Stream.of(headers, params, json, form)
            .flatMap(templates -> templates.values().stream())
            .anyMatch(text -> Template.uses(text, variable))
        || Template.uses(url, variable)
        || body != null && Template.uses(body, variable);
  }
}
