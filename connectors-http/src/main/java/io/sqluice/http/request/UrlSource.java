package io.sqluice.http.request;

import java.util.List;
import java.util.Map;

/** Gives a request its URL: a template with a fixed host, or a value that is a whole URL. */
sealed interface UrlSource permits UrlTemplate, WholeUrl {

  /**
   * The URL.
   *
   * @param parameters more parts of the query, encoded, such as {@code a=1}
   * @throws TemplateException if a value cannot stand where its placeholder is
   */
  String render(Map<String, Object> values, List<String> parameters);
}
