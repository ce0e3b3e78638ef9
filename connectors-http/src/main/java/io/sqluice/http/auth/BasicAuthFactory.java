package io.sqluice.http.auth;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.client.Authenticator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;

/** User name and password in every request (RFC 7617), in UTF-8. */
public final class BasicAuthFactory implements AuthenticatorFactory {

  public static final ConfigOption<String> USERNAME =
      key("auth.username")
          .stringType()
          .noDefaultValue()
          .withDescription("basic: the user name; holds no colon.");

  public static final ConfigOption<String> PASSWORD =
      key("auth.password")
          .stringType()
          .noDefaultValue()
          .withDescription("basic: the password; may be empty.");

  private static final String COLON =
      "it has a colon, and servers take what follows the first one for the password (RFC 7617);"
          + " expected a name without colons.";

  @Override
  public String identifier() {
    return "basic";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(USERNAME, PASSWORD);
  }

  @Override
  public List<AuthProblem> problems(AuthSettings settings) {
    String username = settings.literal(USERNAME);
    return username != null && username.contains(":")
        ? List.of(new AuthProblem(USERNAME.key(), COLON))
        : List.of();
  }

  @Override
  public Set<String> headers(AuthSettings settings) {
    return Set.of("Authorization");
  }

  @Override
  public Authenticator create(AuthContext context) {
    String username = context.text(USERNAME);
    if (username.contains(":")) {
      throw new IllegalArgumentException("'" + USERNAME.key() + "': " + COLON);
    }
    String credentials = basic(username, context.secret(PASSWORD));
    context.redaction().add(credentials);
    return FixedHeader.of("Authorization", "Basic " + credentials);
  }

  /** User and password as the Basic scheme writes them. */
  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }
}
