package io.sqluice.http.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableSecretsTest {

  private final TableSecrets secrets =
      new TableSecrets(
          "c.d.t",
          name -> {
            String value = Map.of("key", "k3y-value", "user", "u$er").get(name);
            if (value == null) {
              throw new MissingSecretException("Nothing defines the secret '" + name + "'.");
            }
            return value;
          });

  @Test
  void should_resolve_the_text_of_an_option() {
    assertThat(secrets.resolve("auth.token", new SecretText("SECRET key"))).isEqualTo("k3y-value");
    assertThat(secrets.resolve("auth.token", new SecretText("{{secret.user}}:{{ secret.key }}")))
        .isEqualTo("u$er:k3y-value");
    assertThat(secrets.resolve("auth.token", new SecretText("plain {{x}}")))
        .isEqualTo("plain {{x}}");
  }

  @Test
  void should_redact_what_it_has_resolved() {
    assertThat(secrets.redaction().redact("k3y-value")).isEqualTo("k3y-value");

    secrets.resolve("auth.token", new SecretText("SECRET key"));

    assertThat(secrets.redaction().redact("got k3y-value")).isEqualTo("got ***");
  }

  @Test
  void should_refer_to_the_option_of_a_literal_credential_in_the_state() {
    secrets.resolveCredential("auth.password", new SecretText("test"));

    String concealed = secrets.conceal("https://h/latest?p=test&q=%3Atest&l=contest/2");

    assertThat(concealed)
        .isEqualTo("https://h/latest?p=\0=auth.password\0&q=%3A\0=auth.password\0&l=contest/2");
    assertThat(secrets.redaction().redact("/latest")).isEqualTo("/la***");
    assertThat(secrets.reveal(concealed))
        .isEqualTo("https://h/latest?p=test&q=%3Atest&l=contest/2");
    secrets.resolveCredential("auth.password", new SecretText("SECRET key"));
    assertThat(secrets.reveal(concealed))
        .isEqualTo("https://h/latest?p=k3y-value&q=%3Ak3y-value&l=contest/2");
  }

  @Test
  void should_say_which_option_is_gone() {
    assertThatThrownBy(() -> secrets.reveal("\0=auth.password\0"))
        .isInstanceOf(ConcealedTextException.class)
        .hasMessage(
            "the link or cursor of the next page held the value of the option 'auth.password',"
                + " which the table no longer has; the poll cannot go on after the restart. To go on"
                + " where it was, restore the checkpoint with the table's credentials as they were"
                + " named then");
  }

  @Test
  void should_name_the_table_and_all_options_whose_secrets_are_missing() {
    List<SecretReference> references =
        List.of(
            new SecretReference("headers.A", "no-a"),
            new SecretReference("params.k", "key"),
            new SecretReference("body", "no-b"),
            new SecretReference("headers.C", "no-a"));

    assertThatThrownBy(() -> secrets.resolve(references))
        .isInstanceOf(MissingSecretException.class)
        .hasMessage(
            """
            Table c.d.t cannot start:
              - 'headers.A', 'headers.C': Nothing defines the secret 'no-a'.
              - 'body': Nothing defines the secret 'no-b'.""");
  }

  @Test
  void should_say_what_is_wrong_with_a_name() {
    String expected =
        "expected a name of letters, digits, '_' and '-' that starts with a letter or '_'";

    assertThat(new SecretText("SECRET my.key").problem())
        .contains("in SECRET my.key 'my.key' cannot name a secret; " + expected);
    assertThat(new SecretText("Bearer {{secret.1}}").problem())
        .contains("in {{secret.1}} '1' cannot name a secret; " + expected);
    assertThat(new SecretText("SECRET key").problem()).isEmpty();
    assertThat(new SecretText("SECRET my key").problem())
        .contains("in SECRET my key 'my key' cannot name a secret; " + expected);
    assertThat(new SecretText(" Secret\tmy key ").problem())
        .contains("in Secret\tmy key 'my key' cannot name a secret; " + expected);
    assertThat(new SecretText("secret key").problem())
        .contains(
            "found 'secret key'; did you mean 'SECRET key'? A reference to a secret starts in upper"
                + " case");
    String word = "a".repeat(80);
    assertThat(new SecretText("SECRET ." + word).problem())
        .contains(
            "in SECRET ."
                + word.substring(0, 52)
                + "... '."
                + word.substring(0, 59)
                + "...' cannot name a secret; "
                + expected);
    assertThat(new SecretText("Secret {{secret.key}}").problem()).isEmpty();
    assertThat(new SecretText("secretly done").problem()).isEmpty();
    assertThat(new SecretText("SECRET").problem()).isEmpty();
    assertThat(new SecretText("a {{ secret.key }} {{other}}").problem()).isEmpty();
  }
}
