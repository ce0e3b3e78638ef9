package io.sqluice.http.request;

import io.sqluice.http.request.TemplatePart.Literal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What the headers of a table must be (RFC 9110, 5). */
final class HeaderRules {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** Set by the client, which knows the connection and the body's length. */
  private static final Set<String> OWNED =
      Set.of("host", "content-length", "transfer-encoding", "connection");

  private final Map<String, String> namesSeen = new HashMap<>();
  private final BiConsumer<String, String> problems;

  /** Rules that report problems as a header's name and a message. */
  HeaderRules(BiConsumer<String, String> problems) {
    this.problems = problems;
  }

  void check(String name, Template value) {
    String lower = name.toLowerCase(Locale.ROOT);
    String before = namesSeen.putIfAbsent(lower, name);
    if (!TOKEN.matcher(name).matches()) {
      problems.accept(
          name,
          Excerpt.of(name)
              + " is no header name; expected letters, digits and any of !#$%&'*+-.^_`|~ (RFC 9110,"
              + " 5.6.2)");
    } else if (OWNED.contains(lower)) {
      problems.accept(
          name, "the client sets " + name + " itself, from the url and the body; remove it");
    } else if (before != null) {
      problems.accept(
          name, "the header is given twice, also as headers." + before + "; expected one of them");
    }
    for (TemplatePart part : value.parts()) {
      if (part instanceof Literal literal) {
        checkText(name, literal.text());
      }
    }
  }

  private void checkText(String name, String text) {
    try {
      Placement.HEADER.encode(text);
    } catch (TemplateException e) {
      // The message leaves the value out: it may be a credential.
      problems.accept(name, "the value " + e.getMessage());
    }
  }
}
