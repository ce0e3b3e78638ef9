package io.sqluice.http.auth;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;

/** What the OAuth 2.0 types have in common. */
public final class OAuthOptions {

  public static final ConfigOption<String> TOKEN_URL =
      key("auth.token-url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "oauth2-*: the token endpoint. It is asked through the same proxy, TLS settings,"
                  + " timeouts and retry.* as the table; redirects are not followed.");

  public static final ConfigOption<String> CLIENT_ID =
      key("auth.client-id")
          .stringType()
          .noDefaultValue()
          .withDescription("oauth2-*: the client's name at the token endpoint.");

  public static final ConfigOption<String> CLIENT_SECRET =
      key("auth.client-secret")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "oauth2-*: the client's password at the token endpoint; optional for"
                  + " oauth2-refresh-token.");

  public static final ConfigOption<ClientPlace> CLIENT_IN =
      key("auth.client-in")
          .enumType(ClientPlace.class)
          .defaultValue(ClientPlace.HEADER)
          .withDescription(
              "oauth2-*: where client-id and client-secret go: header (Basic) or body (form"
                  + " fields).");

  public static final ConfigOption<String> SCOPE =
      key("auth.scope")
          .stringType()
          .noDefaultValue()
          .withDescription("oauth2-*: the scopes asked for, separated by spaces.");

  private static final String EXPECTED =
      "expected an http or https URL without user info and fragment, such as"
          + " 'https://login.example.com/oauth2/token'.";

  private OAuthOptions() {}

  /** What is wrong with the token endpoint's address, if it is known; empty if all is well. */
  static Optional<AuthProblem> urlProblem(AuthSettings settings) {
    String url = settings.literal(TOKEN_URL);
    return url == null || isEndpoint(url)
        ? Optional.empty()
        : Optional.of(new AuthProblem(TOKEN_URL.key(), "found '" + url + "', " + EXPECTED));
  }

  /**
   * The token endpoint's address.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String url(AuthContext context) {
    String url = context.text(TOKEN_URL);
    if (!isEndpoint(url)) {
      throw new IllegalArgumentException("'" + TOKEN_URL.key() + "': " + EXPECTED);
    }
    return url;
  }

  private static boolean isEndpoint(String url) {
    try {
      URI uri = new URI(url);
      return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException noUrl) {
      return false;
    }
  }

  /** How the client shows who it is (RFC 6749, section 2.3.1). */
  public enum ClientPlace {
    HEADER,
    BODY;

    /** The word of the option. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
