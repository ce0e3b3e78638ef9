package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.auth.ApiKeyAuthFactory;
import io.sqluice.http.auth.AuthConfig;
import io.sqluice.http.auth.AuthSettings;
import io.sqluice.http.auth.AuthenticatorFactory;
import io.sqluice.http.auth.Authenticators;
import io.sqluice.http.auth.AwsSignatureFactory;
import io.sqluice.http.auth.BasicAuthFactory;
import io.sqluice.http.auth.BearerAuthFactory;
import io.sqluice.http.auth.ClientCredentialsFactory;
import io.sqluice.http.auth.HmacOptions;
import io.sqluice.http.auth.OAuthOptions;
import io.sqluice.http.auth.RefreshTokenFactory;
import io.sqluice.http.request.Spelling;
import io.sqluice.http.secret.SecretText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;

/**
 * Who is asking. The options of a type are declared by its {@link AuthenticatorFactory}; types of
 * other jars bring their own.
 */
public final class AuthOptions {

  public static final ConfigOption<String> AUTH_TYPE =
      key("auth.type")
          .stringType()
          .defaultValue(AuthConfig.NO_TYPE)
          .withDescription(
              "How requests are authenticated: none, basic, bearer, api-key, oauth2-client-credentials,"
                  + " oauth2-refresh-token, hmac, aws-sigv4, or a type that a jar brings.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          AUTH_TYPE,
          BasicAuthFactory.USERNAME,
          BasicAuthFactory.PASSWORD,
          BearerAuthFactory.TOKEN,
          ApiKeyAuthFactory.NAME,
          ApiKeyAuthFactory.VALUE,
          ApiKeyAuthFactory.IN,
          OAuthOptions.TOKEN_URL,
          OAuthOptions.CLIENT_ID,
          OAuthOptions.CLIENT_SECRET,
          OAuthOptions.CLIENT_IN,
          OAuthOptions.SCOPE,
          ClientCredentialsFactory.AUDIENCE,
          RefreshTokenFactory.REFRESH_TOKEN,
          HmacOptions.PRESET,
          HmacOptions.KEY,
          HmacOptions.KEY_ENCODING,
          HmacOptions.ALGORITHM,
          HmacOptions.MESSAGE,
          HmacOptions.ENCODING,
          HmacOptions.HEADER,
          HmacOptions.PARAM,
          HmacOptions.TIMESTAMP_HEADER,
          HmacOptions.TIMESTAMP_PARAM,
          HmacOptions.TIMESTAMP_UNIT,
          HmacOptions.KEY_ID,
          HmacOptions.KEY_ID_HEADER,
          HmacOptions.PASSPHRASE,
          HmacOptions.PASSPHRASE_HEADER,
          HmacOptions.SIGN_PASSPHRASE,
          HmacOptions.KEY_VERSION,
          AwsSignatureFactory.ACCESS_KEY,
          AwsSignatureFactory.SECRET_KEY,
          AwsSignatureFactory.SESSION_TOKEN,
          AwsSignatureFactory.REGION,
          AwsSignatureFactory.SERVICE);

  private static final ConfigOption<String> ANY = key("auth.<name>").stringType().noDefaultValue();

  private final TableOptions options;
  private final Map<String, String> given = new TreeMap<>();
  private final String type;
  private final List<AuthenticatorFactory> factories;
  private final Optional<AuthenticatorFactory> chosen;

  /**
   * The authentication of one table.
   *
   * @param classLoader the one of user code, which may know further types
   */
  public AuthOptions(TableOptions options, ClassLoader classLoader) {
    this.options = options;
    options.withPrefix(ANY).forEach((name, value) -> given.put("auth." + name, value));
    this.type = options.text(AUTH_TYPE).strip().toLowerCase(Locale.ROOT);
    this.factories = given.isEmpty() ? List.of() : Authenticators.factories(classLoader);
    this.chosen = Authenticators.find(factories, type);
    given.remove(AUTH_TYPE.key());
  }

  /** The options of the table's type that are not in {@link #ALL}. */
  public List<ConfigOption<?>> broughtAlong() {
    List<ConfigOption<?>> brought =
        new ArrayList<>(chosen.map(AuthOptions::optionsOf).orElse(List.of()));
    brought.removeIf(option -> ALL.stream().anyMatch(known -> isSame(known, option)));
    return brought;
  }

  /** How the table's requests are authenticated; notes what is wrong with its options. */
  public AuthConfig read() {
    if (chosen.isEmpty() && !type.equals(AuthConfig.NO_TYPE)) {
      rejectType();
      return AuthConfig.NONE;
    }
    rejectForeign();
    chosen.ifPresent(this::check);
    return chosen.isEmpty() ? AuthConfig.NONE : new AuthConfig(type, given);
  }

  private void rejectType() {
    List<String> names = new ArrayList<>(List.of(AuthConfig.NO_TYPE));
    factories.forEach(factory -> names.add(factory.identifier()));
    options.problem(
        AUTH_TYPE.key(),
        "found '"
            + options.text(AUTH_TYPE)
            + "', expected "
            + either(names, " or ")
            + Spelling.nearest(type, names)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; nothing on the class path brings another."));
  }

  /** Notes the options of other types. */
  private void rejectForeign() {
    List<ConfigOption<?>> own = chosen.map(AuthOptions::optionsOf).orElse(List.of());
    ALL.stream()
        .filter(option -> given.containsKey(option.key()))
        .filter(option -> own.stream().noneMatch(known -> isSame(known, option)))
        .forEach(
            option ->
                options.problem(
                    option.key(),
                    "it needs 'auth.type' = " + either(typesOf(option), " or ") + "."));
  }

  private List<String> typesOf(ConfigOption<?> option) {
    return factories.stream()
        .filter(factory -> optionsOf(factory).stream().anyMatch(known -> isSame(known, option)))
        .map(factory -> "'" + factory.identifier() + "'")
        .toList();
  }

  private void check(AuthenticatorFactory factory) {
    given.forEach(
        (option, text) ->
            new SecretText(text)
                .problem()
                .ifPresent(problem -> options.problem(option, problem + ".")));
    AuthSettings settings = new AuthSettings(given);
    boolean complete = true;
    for (ConfigOption<?> option : optionsOf(factory)) {
      if (!given.containsKey(option.key())) {
        if (factory.requiredOptions().contains(option)) {
          options.problem(option.key(), "it is missing; 'auth.type' = '" + type + "' needs it.");
          complete = false;
        }
      } else if (!isReadable(settings, option)) {
        complete = false;
      }
    }
    if (complete) {
      factory
          .problems(settings)
          .forEach(problem -> options.problem(problem.option(), problem.message()));
      rejectHeaders(factory.headers(settings));
    }
  }

  private boolean isReadable(AuthSettings settings, ConfigOption<?> option) {
    try {
      settings.get(option);
      return true;
    } catch (IllegalArgumentException unreadable) {
      options.problem(
          option.key(),
          "found '"
              + given.get(option.key())
              + "', expected "
              + expected(option, unreadable)
              + ".");
      return false;
    }
  }

  private static String expected(ConfigOption<?> option, IllegalArgumentException unreadable) {
    Object example = option.defaultValue();
    if (example instanceof Enum<?> constant) {
      return either(
          Arrays.stream(constant.getDeclaringClass().getEnumConstants())
              .map(Object::toString)
              .toList(),
          " or ");
    }
    if (example instanceof Boolean) {
      return "true or false";
    }
    return "another value: " + unreadable.getMessage();
  }

  /** A header that the table sets itself would go out twice. */
  private void rejectHeaders(Set<String> names) {
    for (String header : options.withPrefix(RequestOptions.HEADERS).keySet()) {
      if (names.stream().anyMatch(header::equalsIgnoreCase)) {
        options.problem(
            "headers." + header, "'auth.type' = '" + type + "' sets it too; keep one of the two.");
      }
    }
  }

  /** A type's options in the order of their keys. */
  private static List<ConfigOption<?>> optionsOf(AuthenticatorFactory factory) {
    Set<ConfigOption<?>> all = new HashSet<>(factory.requiredOptions());
    all.addAll(factory.optionalOptions());
    return all.stream()
        .sorted(Comparator.<ConfigOption<?>, String>comparing(ConfigOption::key))
        .collect(Collectors.toList());
  }

  private static boolean isSame(ConfigOption<?> one, ConfigOption<?> other) {
    return one.key().equals(other.key());
  }

  private static String either(List<String> words, String last) {
    int end = words.size() - 1;
    return end < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, end)) + last + words.get(end);
  }
}
