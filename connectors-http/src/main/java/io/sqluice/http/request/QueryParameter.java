package io.sqluice.http.request;

import io.sqluice.http.request.TemplatePart.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An option {@code params.X}: the parameter X, once for each value of a list {@code a;b}. A
 * semicolon that belongs to a value is written {@code \;}; one in a placeholder's value always
 * does. Name and values are plain text, which is percent-encoded when the URL is made.
 */
record QueryParameter(String name, List<Template> values) {

  private static final String LITERAL_SEMICOLON = "\\;";

  static QueryParameter of(String name, Template list) {
    List<Template> values = new ArrayList<>();
    List<TemplatePart> value = new ArrayList<>();
    for (TemplatePart part : list.parts()) {
      if (part instanceof Literal literal) {
        splitInto(literal.text(), value, values);
      } else {
        value.add(part);
      }
    }
    values.add(new Template(value));
    return new QueryParameter(name, List.copyOf(values));
  }

  /** The parameters as a URL's query holds them, such as {@code a=1}. */
  List<String> render(Map<String, Object> variables) {
    List<String> parameters = new ArrayList<>();
    for (Template value : values) {
      String text = value.render(Placement.TEXT, variables);
      parameters.add(Placement.QUERY.encode(name) + "=" + Placement.QUERY.encode(text));
    }
    return parameters;
  }

  private static void splitInto(String text, List<TemplatePart> value, List<Template> values) {
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith(LITERAL_SEMICOLON, i)) {
        piece.append(';');
        i++;
      } else if (text.charAt(i) == ';') {
        value.add(new Literal(piece.toString()));
        piece.setLength(0);
        values.add(new Template(value));
        value.clear();
      } else {
        piece.append(text.charAt(i));
      }
    }
    value.add(new Literal(piece.toString()));
  }
}
