package io.sqluice.http.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Texts of an API, such as the link to the next page, in the form that Flink's state may hold: with
 * references in the place of the secret values that the API has echoed. A reference is a mark, the
 * encoding of the value, the secret's name and a mark again; a mark of the text itself is doubled,
 * so that no API can forge a reference. Not thread-safe.
 */
final class Concealment {

  private static final char MARK = '\0';
  private static final char AS_IT_IS = '=';
  private static final char PERCENT_ENCODED = '%';
  private static final char FORM_ENCODED = '+';
  private static final char LOST = '!';

  private final Map<String, NamedSecret> values;
  private final Redaction redaction;

  /**
   * @param values the secrets by name, and credentials by option
   * @param redaction for values without a name
   */
  Concealment(Map<String, NamedSecret> values, Redaction redaction) {
    this.values = values;
    this.redaction = redaction;
  }

  /**
   * The text without secrets. Values without a name, such as tokens that a server has issued, are
   * lost; the text cannot be revealed then.
   */
  String conceal(String text) {
    SecretScan scan = new SecretScan(text);
    StringBuilder concealed = new StringBuilder();
    int plain = 0;
    int at = 0;
    while (at < text.length()) {
      String found = null;
      int end = at;
      for (Map.Entry<String, NamedSecret> value : values.entrySet()) {
        SecretForm form = value.getValue().form();
        int formEnd = form == null ? -1 : scan.end(form, at);
        if (formEnd > end) {
          found = value.getKey();
          end = formEnd;
        }
      }
      if (found == null) {
        at++;
      } else {
        appendPlain(text.substring(plain, at), concealed);
        char encoding = encoding(text.substring(at, end), values.get(found).value());
        concealed.append(MARK).append(encoding).append(found).append(MARK);
        at = end;
        plain = end;
      }
    }
    appendPlain(text.substring(plain), concealed);
    return concealed.toString();
  }

  /**
   * The text as it was.
   *
   * @throws ConcealedTextException if it held a value without a name, or the table no longer refers
   *     to one of its secrets
   */
  String reveal(String concealed) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < concealed.length(); at++) {
      char c = concealed.charAt(at);
      if (c != MARK) {
        text.append(c);
      } else if (concealed.startsWith("" + MARK, at + 1)) {
        text.append(MARK);
        at++;
      } else {
        int end = concealed.indexOf(MARK, at + 1);
        text.append(revealed(concealed.charAt(at + 1), concealed.substring(at + 2, end)));
        at = end;
      }
    }
    return text.toString();
  }

  private void appendPlain(String text, StringBuilder concealed) {
    String shown = redaction.redactAllButLiterals(text);
    concealed.append(shown.replace("" + MARK, "" + MARK + MARK));
    if (!shown.equals(text)) {
      concealed.append(MARK).append(LOST).append(MARK);
    }
  }

  private String revealed(char kind, String name) {
    if (kind == LOST) {
      throw new ConcealedTextException(
          "the link or cursor of the next page held a credential without a name, such as an access"
              + " token that was issued, and checkpoints keep none; the poll cannot go on after the"
              + " restart. Use an API setting or a type of pagination whose links and cursors hold"
              + " no credentials");
    }
    NamedSecret named = values.get(name);
    if (named == null) {
      throw new ConcealedTextException(
          "the link or cursor of the next page held "
              + (SecretText.isName(name) ? "the secret" : "the value of the option")
              + " '"
              + name
              + "', which the table no longer has; the poll cannot go on after the restart. To go"
              + " on where it was, restore the checkpoint with the table's credentials as they were"
              + " named then");
    }
    return encoded(named.value(), kind);
  }

  private static char encoding(String found, String value) {
    if (found.equals(value)) {
      return AS_IT_IS;
    }
    return found.equals(formEncoded(value)) ? FORM_ENCODED : PERCENT_ENCODED;
  }

  private static String encoded(String value, char encoding) {
    return switch (encoding) {
      case FORM_ENCODED -> formEncoded(value);
      case PERCENT_ENCODED -> formEncoded(value).replace("+", "%20").replace("*", "%2A");
      default -> value;
    };
  }

  private static String formEncoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
