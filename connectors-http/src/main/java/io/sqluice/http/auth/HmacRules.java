package io.sqluice.http.auth;

import io.sqluice.http.auth.MessageTemplate.Placeholder;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;

/** What the options of a signature need and exclude. */
final class HmacRules {

  /** The options that name headers. */
  static final List<ConfigOption<String>> HEADERS =
      List.of(
          HmacOptions.HEADER,
          HmacOptions.TIMESTAMP_HEADER,
          HmacOptions.KEY_ID_HEADER,
          HmacOptions.PASSPHRASE_HEADER);

  private final AuthSettings given;
  private final AuthSettings effective;
  private final List<AuthProblem> problems;

  /**
   * @param given what the table says
   * @param effective the same with what its preset says below it
   */
  HmacRules(AuthSettings given, AuthSettings effective) {
    this.given = given;
    this.effective = effective;
    this.problems = AuthProblem.ofBlank(given, HmacOptions.KEY);
  }

  List<AuthProblem> problems() {
    for (ConfigOption<String> option : HEADERS) {
      HeaderText.nameProblem(option, given).ifPresent(problems::add);
    }
    checkKey();
    checkPlaces();
    message().ifPresent(this::checkMessage);
    checkPair(HmacOptions.KEY_ID, HmacOptions.KEY_ID_HEADER);
    checkPair(HmacOptions.PASSPHRASE, HmacOptions.PASSPHRASE_HEADER);
    if (given.has(HmacOptions.SIGN_PASSPHRASE) && !given.has(HmacOptions.PASSPHRASE)) {
      add(HmacOptions.SIGN_PASSPHRASE, "it needs '" + HmacOptions.PASSPHRASE.key() + "'.");
    }
    checkKeyVersion();
    return problems;
  }

  private void checkKey() {
    String key = given.literal(HmacOptions.KEY);
    if (key == null || !problems.isEmpty()) {
      return;
    }
    try {
      effective.get(HmacOptions.KEY_ENCODING).decode(key);
    } catch (IllegalArgumentException unusable) {
      add(HmacOptions.KEY, unusable.getMessage() + ".");
    }
  }

  private void checkPlaces() {
    if (!effective.has(HmacOptions.HEADER) && !effective.has(HmacOptions.PARAM)) {
      add(
          HmacOptions.HEADER,
          "it is missing; say where the signature goes with 'auth.header' or 'auth.param'.");
    }
    rejectBoth(HmacOptions.HEADER, HmacOptions.PARAM);
    rejectBoth(HmacOptions.TIMESTAMP_HEADER, HmacOptions.TIMESTAMP_PARAM);
  }

  private void rejectBoth(ConfigOption<String> header, ConfigOption<String> param) {
    if (given.has(header) && given.has(param)) {
      add(param, "the table has '" + header.key() + "' too; keep one of the two.");
    }
  }

  private Optional<MessageTemplate> message() {
    if (!effective.has(HmacOptions.MESSAGE)) {
      add(
          HmacOptions.MESSAGE,
          "it is missing; say what is signed, such as '{{timestamp}}{{method}}{{path_and_query}}"
              + "{{body}}', or name a 'auth.preset'.");
      return Optional.empty();
    }
    try {
      return Optional.of(MessageTemplate.parse(effective.get(HmacOptions.MESSAGE)));
    } catch (IllegalArgumentException unknown) {
      add(HmacOptions.MESSAGE, unknown.getMessage());
      return Optional.empty();
    }
  }

  private void checkMessage(MessageTemplate message) {
    if (message.has(Placeholder.TIMESTAMP)
        && !effective.has(HmacOptions.TIMESTAMP_HEADER)
        && !effective.has(HmacOptions.TIMESTAMP_PARAM)) {
      add(
          HmacOptions.MESSAGE,
          "it has {{timestamp}}, which the server must know to check the signature; send it with"
              + " 'auth.timestamp-header' or 'auth.timestamp-param'.");
    }
    needs(message, Placeholder.KEY_ID, HmacOptions.KEY_ID);
    needs(message, Placeholder.PASSPHRASE, HmacOptions.PASSPHRASE);
  }

  private void needs(
      MessageTemplate message, Placeholder placeholder, ConfigOption<String> option) {
    if (message.has(placeholder) && !given.has(option)) {
      add(HmacOptions.MESSAGE, "it has " + placeholder + ", which needs '" + option.key() + "'.");
    }
  }

  /** A value and the header that it goes into. */
  private void checkPair(ConfigOption<String> value, ConfigOption<String> header) {
    if (effective.has(header) && !given.has(value)) {
      add(
          value,
          given.has(header)
              ? "it is missing; '" + header.key() + "' needs it."
              : "it is missing; 'auth.preset' = '" + given.get(HmacOptions.PRESET) + "' needs it.");
    }
  }

  private void checkKeyVersion() {
    if (!given.has(HmacOptions.KEY_VERSION)) {
      return;
    }
    if (given.get(HmacOptions.PRESET) != HmacPreset.KUCOIN) {
      add(HmacOptions.KEY_VERSION, "it needs 'auth.preset' = 'kucoin'.");
    } else if (!given.get(HmacOptions.KEY_VERSION).matches("[23]")) {
      add(
          HmacOptions.KEY_VERSION,
          "found '" + given.get(HmacOptions.KEY_VERSION) + "', expected 2 or 3.");
    }
  }

  private void add(ConfigOption<?> option, String message) {
    problems.add(new AuthProblem(option.key(), message));
  }
}
