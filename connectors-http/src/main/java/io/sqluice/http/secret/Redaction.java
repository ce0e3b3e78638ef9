package io.sqluice.http.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The secret values of one table, which it takes out of every text that is shown: the values
 * themselves and the forms that they have in URLs, forms, JSON and Basic credentials. Thread-safe;
 * values are added while the table runs, as tokens are issued.
 */
public final class Redaction {

  private static final String SHOWN = "***";

  /** Longest first, so that a value that holds another one goes as a whole. */
  private final List<String> values = new CopyOnWriteArrayList<>();

  /** Makes a value one that is never shown. Empty values are ignored. */
  public void add(String secret) {
    if (secret.isEmpty()) {
      return;
    }
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    for (String value : List.of(secret, form, form.replace("+", "%20"), base64)) {
      if (!values.contains(value)) {
        values.add(value);
      }
    }
    values.sort(Comparator.comparingInt(String::length).reversed());
  }

  /** The text with three asterisks in the place of each secret value. */
  public String redact(String text) {
    String shown = text;
    for (String value : values) {
      shown = shown.replace(value, SHOWN);
    }
    return shown;
  }
}
