package io.sqluice.http.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Secret values in the forms that a search looks for: as they are, URL-encoded and in Base64. */
public record Needles(List<String> forms) {

  /** The forms of values that are long enough not to be met by chance. */
  public static Needles of(String... secrets) {
    List<String> forms = new ArrayList<>();
    for (String secret : secrets) {
      String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      forms.addAll(List.of(secret, encoded, encoded.replace("+", "%20")));
      forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
      // Where a message is cut, the start is as bad as the whole.
      forms.add(secret.substring(0, 8));
    }
    return new Needles(List.copyOf(forms));
  }

  /** Whether a text shows a secret. */
  public boolean in(String text) {
    return forms.stream().anyMatch(text::contains);
  }

  /** Whether bytes, such as those of a checkpoint, show a secret. */
  public boolean in(byte[] bytes) {
    return in(new String(bytes, StandardCharsets.ISO_8859_1));
  }
}
