package io.sqluice.http.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The body of a request, and the media type that it has unless a header gives another. */
sealed interface BodyTemplate {

  String JSON_TYPE = "application/json";
  String FORM_TYPE = "application/x-www-form-urlencoded";

  /** The body as text; it is sent in UTF-8. */
  String text(Map<String, Object> values);

  String contentType();

  default byte[] render(Map<String, Object> values) {
    return text(values).getBytes(StandardCharsets.UTF_8);
  }

  /** A JSON document, of {@code json.*} or of a {@code body} that is JSON. */
  record Json(JsonTemplate document) implements BodyTemplate {

    @Override
    public String text(Map<String, Object> values) {
      return document.render(values);
    }

    @Override
    public String contentType() {
      return JSON_TYPE;
    }
  }

  /** A form of {@code form.*}: fields in the order of the options. */
  record Form(Map<String, Template> fields) implements BodyTemplate {

    @Override
    public String text(Map<String, Object> values) {
      List<String> pairs = new ArrayList<>();
      fields.forEach(
          (name, value) -> {
            String text = value.render(Placement.TEXT, values);
            pairs.add(Placement.FORM.encode(name) + "=" + Placement.FORM.encode(text));
          });
      return String.join("&", pairs);
    }

    @Override
    public String contentType() {
      return FORM_TYPE;
    }
  }

  /** A {@code body} of a media type that a header gives. */
  record Text(Template template, Placement placement, String contentType) implements BodyTemplate {

    @Override
    public String text(Map<String, Object> values) {
      return template.render(placement, values);
    }
  }

  /** Whether a Content-Type stands for JSON: {@code application/json} or one that ends in +json. */
  static boolean isJson(String contentType) {
    String type = mediaType(contentType);
    return type.equals(JSON_TYPE) || type.equals("text/json") || type.endsWith("+json");
  }

  /** The encoding of values in a body of a media type that is not JSON. */
  static Placement placement(String contentType) {
    return mediaType(contentType).equals(FORM_TYPE) ? Placement.FORM : Placement.TEXT;
  }

  private static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
