package io.sqluice.http.auth;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;

/** Names and texts that go into headers as they are. */
final class HeaderText {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** Set by the client, which knows the connection and the body's length. */
  private static final Set<String> OWNED =
      Set.of("host", "content-length", "transfer-encoding", "connection");

  private HeaderText() {}

  /**
   * What is wrong with an option that names a header (RFC 9110, section 5.6.2); empty if all is
   * well.
   */
  static Optional<AuthProblem> nameProblem(ConfigOption<String> option, AuthSettings settings) {
    String name = settings.literal(option);
    if (name == null) {
      return Optional.empty();
    }
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          new AuthProblem(
              option.key(),
              "found '"
                  + name
                  + "', expected the name of a header: letters, digits and any of"
                  + " !#$%&'*+-.^_`|~ (RFC 9110, 5.6.2)."));
    }
    if (OWNED.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          new AuthProblem(
              option.key(),
              "found '" + name + "', which the client sets itself; expected another header."));
    }
    return Optional.empty();
  }

  /**
   * The text itself.
   *
   * @param option where it comes from
   * @throws IllegalArgumentException if it holds what a field value may not (RFC 9110, section
   *     5.5), or what no two servers read alike; the message does not show it
   */
  @Nullable
  static String check(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f) {
        throw new IllegalArgumentException(
            String.format(
                "'%s' has the character U+%04X at position %d, which cannot be sent in a header;"
                    + " expected printable ASCII. A secret in a file may end in a line break.",
                option, (int) c, i + 1));
      }
    }
    return text;
  }
}
