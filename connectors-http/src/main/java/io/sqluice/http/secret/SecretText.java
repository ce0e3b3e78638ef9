package io.sqluice.http.secret;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that may refer to secrets: {@code SECRET name} as the whole text, or <code>
 * {{secret.name}}</code> inside it. What else stands in double braces is left as it is. The text
 * travels with its references; a worker resolves them.
 *
 * @param text the text as the option has it
 */
public record SecretText(String text) implements Serializable {

  private static final String KEYWORD = "SECRET";
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]*";
  private static final Pattern WHOLE = Pattern.compile(KEYWORD + "\\s+(" + NAME + ")");
  private static final Pattern INSIDE = Pattern.compile("\\{\\{\\s*secret\\.(" + NAME + ")\\s*}}");

  private static final int MOST_SHOWN = 60;

  private static final Pattern LIKE_WHOLE =
      Pattern.compile("(" + KEYWORD + ")\\s+(\\S.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern LIKE_INSIDE = Pattern.compile("\\{\\{\\s*secret\\.(.*?)}}");

  /** What the name of a secret is, for messages. */
  public static final String NAME_RULE =
      "a name of letters, digits, '_' and '-' that starts with a letter or '_'";

  /** Whether a secret can have this name. */
  public static boolean isName(String name) {
    return name.matches(NAME);
  }

  /** The name of the secret that is the whole of the text, if it is one. */
  public Optional<String> whole() {
    Matcher whole = WHOLE.matcher(text.strip());
    return whole.matches() ? Optional.of(whole.group(1)) : Optional.empty();
  }

  /** Why the text is not the reference that it looks like; empty if it is one, or plain text. */
  public Optional<String> problem() {
    Optional<String> ofWhole = wholeProblem();
    if (ofWhole.isPresent()) {
      return ofWhole;
    }
    Matcher inside = LIKE_INSIDE.matcher(text);
    while (inside.find()) {
      if (!isName(inside.group(1).strip())) {
        return Optional.of(wrongName(inside.group(), inside.group(1).strip()));
      }
    }
    return Optional.empty();
  }

  /**
   * Why the whole text is not the one reference that it looks like; empty if it is one, or plain
   * text, whatever stands inside it.
   */
  public Optional<String> wholeProblem() {
    Matcher whole = LIKE_WHOLE.matcher(text.strip());
    if (!whole.matches() || whole().isPresent()) {
      return Optional.empty();
    }
    String name = whole.group(2);
    if (whole.group(1).equals(KEYWORD)) {
      return Optional.of(wrongName(shown(text.strip()), shown(name)));
    }
    if (name.contains("{{")) {
      // An authentication scheme of that name, such as "Secret {{secret.token}}".
      return Optional.empty();
    }
    return Optional.of(
        isName(name)
            ? "found '%s'; did you mean '%s %s'? A reference to a secret starts in upper case"
                .formatted(text.strip(), KEYWORD, name)
            : wrongName(shown(text.strip()), shown(name)));
  }

  private static String shown(String whole) {
    return whole.length() <= MOST_SHOWN ? whole : whole.substring(0, MOST_SHOWN) + "...";
  }

  /** What is wrong with a reference whose name cannot name a secret. */
  public static String wrongName(String reference, String name) {
    return "in " + reference + " '" + name + "' cannot name a secret; expected " + NAME_RULE;
  }

  /** The names of the secrets that the text refers to, in order. */
  public Set<String> references() {
    Set<String> names = new LinkedHashSet<>();
    Matcher inside = INSIDE.matcher(inner());
    while (inside.find()) {
      names.add(inside.group(1));
    }
    return names;
  }

  /**
   * The text with the values of its secrets.
   *
   * @throws MissingSecretException if nothing defines one of them
   */
  public String resolve(SecretResolver secrets) {
    return INSIDE
        .matcher(inner())
        .replaceAll(match -> Matcher.quoteReplacement(secrets.resolve(match.group(1))));
  }

  /** The text with all its references inside it. */
  private String inner() {
    return whole().map(name -> "{{secret." + name + "}}").orElse(text);
  }

  /** The text as the option has it: references, no values. */
  @Override
  public String toString() {
    return text;
  }
}
