package io.sqluice.http.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds option values that look like credentials and are given as they are, where a reference would
 * keep them secret. It goes by the names of options, headers and parameters, and by a few forms of
 * values; what it finds is a guess.
 */
public final class LiteralCredentials {

  private static final Set<String> OPTIONS =
      Set.of(
          "auth.value",
          "auth.password",
          "auth.token",
          "auth.key",
          "auth.passphrase",
          "auth.secret-key",
          "auth.session-token",
          "auth.client-secret",
          "auth.refresh-token",
          "proxy.password");

  private static final List<String> NAMED_BY_THE_USER =
      List.of("headers.", "params.", "form.", "json.");

  /** Names of credentials, in lower case, without what is between their words. */
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "(proxy)?authorization|(set)?cookie|.*(apikey|accesskey|secretkey|privatekey"
              + "|subscriptionkey|secret|password|passwd|passphrase|authtoken|accesstoken"
              + "|refreshtoken|apitoken|bearertoken|privatetoken|sessiontoken)");

  /** Names that other things have too; only a value that looks made up counts. */
  private static final Pattern PERHAPS =
      Pattern.compile("(x)?(key|token|auth|sig|sign|signature|appid|pwd|pass|credential)");

  private static final Pattern MADE_UP = Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z])[!-~]{12,}");

  private static final Pattern VALUE =
      Pattern.compile(
          "(?i:(bearer|basic|token)\\s+)[A-Za-z0-9._~+/=-]{8,}"
              + "|eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\..*"
              + "|AKIA[0-9A-Z]{16}"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY-----(?s:.*)");

  private static final Pattern USER_INFO = Pattern.compile("[a-zA-Z]+://[^/?#\\s]*@.*");
  private static final Pattern PARAMETER = Pattern.compile("[?&]([^=&#]+)=([^&#]*)");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}|\\$\\w+");
  private static final Pattern SCHEME = Pattern.compile("(?i:bearer|basic|token)\\s*");

  private LiteralCredentials() {}

  /**
   * The options of a table whose values look like credentials, in the order of their names.
   *
   * @param options all options of the table, with its connector
   */
  public static List<String> in(Map<String, String> options) {
    List<String> found = new ArrayList<>();
    if (SecretReferences.areResolvedBy(options.getOrDefault("connector", ""))) {
      options.keySet().stream()
          .sorted()
          .filter(key -> isCredential(key, options.get(key)))
          .forEach(found::add);
    }
    return found;
  }

  private static boolean isCredential(String key, String value) {
    if (!hasLiteral(value)) {
      return false;
    }
    if (OPTIONS.contains(key) || VALUE.matcher(value.strip()).matches()) {
      return true;
    }
    if (USER_INFO.matcher(value).matches() || key.equals("url") && hasCredential(value)) {
      return true;
    }
    return NAMED_BY_THE_USER.stream()
        .filter(key::startsWith)
        .anyMatch(prefix -> isCredentialNamed(key.substring(prefix.length()), value));
  }

  private static boolean hasCredential(String url) {
    Matcher parameter = PARAMETER.matcher(url);
    while (parameter.find()) {
      if (hasLiteral(parameter.group(2))
          && isCredentialNamed(parameter.group(1), parameter.group(2))) {
        return true;
      }
    }
    return false;
  }

  /** Of a name such as {@code X-Api-Key}, {@code api_key} or {@code auth.apiKey}. */
  private static boolean isCredentialNamed(String name, String value) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    String letters = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return CREDENTIAL.matcher(letters).matches()
        || PERHAPS.matcher(letters).matches() && MADE_UP.matcher(value).matches();
  }

  /** Whether something is there besides references, placeholders and the scheme before them. */
  private static boolean hasLiteral(String value) {
    if (!new SecretText(value).references().isEmpty()) {
      return false;
    }
    String literal = PLACEHOLDER.matcher(value).replaceAll("").strip();
    return !literal.isEmpty() && !SCHEME.matcher(literal).matches();
  }
}
