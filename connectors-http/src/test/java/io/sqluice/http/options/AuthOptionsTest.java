package io.sqluice.http.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.auth.AuthConfig;
import io.sqluice.http.auth.Authenticators;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthOptionsTest {

  @Test
  void should_have_no_authentication_by_default() {
    assertThat(read(Map.of())).isEqualTo(AuthConfig.NONE);
    assertThat(read(Map.of("auth.type", "none"))).isEqualTo(AuthConfig.NONE);
  }

  @Test
  void should_let_references_travel_and_show_no_value() {
    AuthConfig config =
        read(
            Map.of(
                "auth.type", "Basic",
                "auth.username", "me",
                "auth.password", "SECRET api_password"));

    assertThat(config.type()).isEqualTo("basic");
    assertThat(config.options())
        .isEqualTo(Map.of("auth.username", "me", "auth.password", "SECRET api_password"));
    assertThat(config)
        .hasToString("AuthConfig[type=basic, options=[auth.password, auth.username]]");
  }

  @Test
  void should_list_every_option_of_our_own_types() {
    Set<String> declared = new HashSet<>();
    Authenticators.factories(AuthOptionsTest.class.getClassLoader()).stream()
        .filter(factory -> factory.getClass().getName().startsWith("io.sqluice.http.auth."))
        .forEach(
            factory -> {
              factory.requiredOptions().forEach(option -> declared.add(option.key()));
              factory.optionalOptions().forEach(option -> declared.add(option.key()));
            });
    declared.add("auth.type");

    assertThat(AuthOptions.ALL.stream().map(ConfigOption::key).collect(Collectors.toSet()))
        .isEqualTo(declared);
  }

  @Test
  void should_name_the_type_that_was_meant_and_all_there_are() {
    assertProblems(
        Map.of("auth.type", "oauth2-client-credential"),
        "'auth.type': found 'oauth2-client-credential', expected none, api-key, aws-sigv4, basic,"
            + " bearer, hmac, oauth2-client-credentials or oauth2-refresh-token; did you mean"
            + " 'oauth2-client-credentials'?");
    assertProblems(
        Map.of("auth.type", "kerberos"),
        "'auth.type': found 'kerberos', expected none, api-key, aws-sigv4, basic, bearer, hmac,"
            + " oauth2-client-credentials or oauth2-refresh-token; nothing on the class path brings"
            + " another.");
  }

  @Test
  void should_tell_all_that_is_missing_and_too_much() {
    assertProblems(
        Map.of("auth.type", "basic", "auth.token", "t", "auth.client-id", "c"),
        "'auth.token': it needs 'auth.type' = 'bearer'.",
        "'auth.client-id': it needs 'auth.type' = 'oauth2-client-credentials' or"
            + " 'oauth2-refresh-token'.",
        "'auth.password': it is missing; 'auth.type' = 'basic' needs it.",
        "'auth.username': it is missing; 'auth.type' = 'basic' needs it.");
  }

  @Test
  void should_refuse_options_without_a_type() {
    assertProblems(
        Map.of("auth.username", "me"), "'auth.username': it needs 'auth.type' = 'basic'.");
  }

  @Test
  void should_refuse_a_user_name_with_a_colon() {
    assertProblems(
        Map.of("auth.type", "basic", "auth.username", "a:b", "auth.password", "p"),
        "'auth.username': it has a colon, and servers take what follows the first one for the"
            + " password (RFC 7617); expected a name without colons.");
  }

  @Test
  void should_refuse_a_header_that_the_table_sets_too() {
    assertProblems(
        Map.of("auth.type", "bearer", "auth.token", "t", "headers.authorization", "x"),
        "'headers.authorization': 'auth.type' = 'bearer' sets it too; keep one of the two.");
    assertProblems(
        Map.of(
            "auth.type", "api-key",
            "auth.name", "X-Key",
            "auth.value", "v",
            "headers.X-KEY", "x"),
        "'headers.X-KEY': 'auth.type' = 'api-key' sets it too; keep one of the two.");
  }

  @Test
  void should_refuse_empty_credentials() {
    assertProblems(
        Map.of("auth.type", "bearer", "auth.token", " "),
        "'auth.token': it is empty; a parameter may have no value.");
  }

  @Test
  void should_refuse_a_reference_whose_name_names_no_secret() {
    assertProblems(
        Map.of("auth.type", "bearer", "auth.token", "SECRET 1st"),
        "'auth.token': in SECRET 1st '1st' cannot name a secret; expected a name of letters, digits,"
            + " '_' and '-' that starts with a letter or '_'.");
  }

  @Test
  void should_refuse_words_that_are_no_choice() {
    assertProblems(
        Map.of(
            "auth.type", "hmac",
            "auth.key", "k",
            "auth.preset", "kraken",
            "auth.algorithm", "MD5",
            "auth.sign-passphrase", "maybe"),
        "'auth.algorithm': found 'MD5', expected HmacSHA256, HmacSHA384, HmacSHA512 or HmacSHA1.",
        "'auth.preset': found 'kraken', expected none, kucoin, binance or coinbase.",
        "'auth.sign-passphrase': found 'maybe', expected true or false.");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://a/b",
    "a/b",
    "https://me:pw@a/token",
    "https://a/token#x",
    "https:///token",
    "https://a b"
  })
  void should_refuse_a_token_endpoint_that_is_none(String url) {
    assertProblems(
        Map.of(
            "auth.type", "oauth2-client-credentials",
            "auth.token-url", url,
            "auth.client-id", "c",
            "auth.client-secret", "s"),
        "'auth.token-url': found '"
            + url
            + "', expected an http or https URL without user info and fragment, such as"
            + " 'https://login.example.com/oauth2/token'.");
  }

  @Test
  void should_check_what_a_signature_needs() {
    assertProblems(
        Map.of("auth.type", "hmac", "auth.key", "k"),
        "'auth.header': it is missing; say where the signature goes with 'auth.header' or"
            + " 'auth.param'.",
        "'auth.message': it is missing; say what is signed, such as"
            + " '{{timestamp}}{{method}}{{path_and_query}}{{body}}', or name a 'auth.preset'.");
    assertProblems(
        Map.of(
            "auth.type", "hmac",
            "auth.key", "k",
            "auth.message", "{{time}}",
            "auth.header", "X Y",
            "auth.param", "s",
            "auth.timestamp-header", "Host",
            "auth.timestamp-param", "t",
            "auth.key-id-header", "X-Key",
            "auth.sign-passphrase", "true",
            "auth.key-version", "2"),
        "'auth.header': found 'X Y', expected the name of a header: letters, digits and any of"
            + " !#$%&'*+-.^_`|~ (RFC 9110, 5.6.2).",
        "'auth.timestamp-header': found 'Host', which the client sets itself; expected another"
            + " header.",
        "'auth.param': the table has 'auth.header' too; keep one of the two.",
        "'auth.timestamp-param': the table has 'auth.timestamp-header' too; keep one of the two.",
        "'auth.message': found {{time}}, expected one of {{timestamp}}, {{method}}, {{host}},"
            + " {{path}}, {{query}}, {{path_and_query}}, {{decoded_path_and_query}}, {{body}},"
            + " {{key_id}}, {{passphrase}} or {{secret.name}}.",
        "'auth.key-id': it is missing; 'auth.key-id-header' needs it.",
        "'auth.sign-passphrase': it needs 'auth.passphrase'.",
        "'auth.key-version': it needs 'auth.preset' = 'kucoin'.");
    assertProblems(
        Map.of(
            "auth.type", "hmac",
            "auth.key", "k",
            "auth.message", "{{timestamp}}{{key_id}}{{passphrase}}",
            "auth.header", "X-Sign"),
        "'auth.message': it has {{timestamp}}, which the server must know to check the signature;"
            + " send it with 'auth.timestamp-header' or 'auth.timestamp-param'.",
        "'auth.message': it has {{key_id}}, which needs 'auth.key-id'.",
        "'auth.message': it has {{passphrase}}, which needs 'auth.passphrase'.");
  }

  @Test
  void should_check_what_a_preset_needs() {
    assertProblems(
        Map.of(
            "auth.type", "hmac",
            "auth.preset", "kucoin",
            "auth.key", "k",
            "auth.key-version", "1",
            "headers.kc-api-key-version", "2"),
        "'auth.key-id': it is missing; 'auth.preset' = 'kucoin' needs it.",
        "'auth.passphrase': it is missing; 'auth.preset' = 'kucoin' needs it.",
        "'auth.key-version': found '1', expected 2 or 3.",
        "'headers.kc-api-key-version': 'auth.type' = 'hmac' sets it too; keep one of the two.");
    assertProblems(
        Map.of(
            "auth.type", "hmac",
            "auth.preset", "coinbase",
            "auth.key", "no base64!",
            "auth.key-id", "id",
            "auth.passphrase", "p"),
        "'auth.key': the key is not what 'auth.key-encoding' = 'base64' says.");
  }

  private static AuthConfig read(Map<String, String> raw) {
    // Sorted, so that problems come in one order.
    TableOptions options = new TableOptions(new TreeMap<>(raw));
    AuthConfig config = new AuthOptions(options, AuthOptionsTest.class.getClassLoader()).read();
    options.throwIfAnyProblem("t");
    return config;
  }

  private static void assertProblems(Map<String, String> raw, String... problems) {
    assertThatThrownBy(() -> read(raw))
        .hasMessage(
            "Table t has "
                + (problems.length == 1 ? "1 problem" : problems.length + " problems")
                + ":\n  - "
                + String.join("\n  - ", problems));
  }
}
