package io.sqluice.http.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcealmentTest {

  private final Redaction redaction = new Redaction();
  private final Map<String, String> values =
      new HashMap<>(Map.of("key", "k3y/ value*", "user", "k3y/"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/p?key=k3y/ value*&page=2",
        "https://h/p?key=k3y%2F%20value%2A&page=2",
        "https://h/p?key=k3y%2F+value*&page=2",
        "k3y/ value*k3y/ value*",
        "k3y/&k3y%2F",
        "no secret at all",
        "a forged \0=key\0 reference and a lone \0",
        "\0\0\0",
        ""
      })
  void should_give_back_the_text_that_was_concealed(String text) {
    String concealed = conceal(text);

    assertThat(concealed).doesNotContain("value").doesNotContain("k3y");
    assertThat(reveal(concealed)).isEqualTo(text);
  }

  @Test
  void should_give_back_a_value_that_has_changed() {
    String concealed = conceal("https://h/p?key=k3y%2F%20value%2A&page=2");
    values.put("key", "new & better");

    assertThat(reveal(concealed)).isEqualTo("https://h/p?key=new%20%26%20better&page=2");
  }

  @Test
  void should_encode_an_odd_spelling_as_urls_do() {
    assertThat(reveal(conceal("?key=k3y%2f%20value*"))).isEqualTo("?key=k3y%2F%20value%2A");
  }

  @Test
  void should_not_reveal_a_value_that_the_table_no_longer_has() {
    String concealed = conceal("?key=k3y/ value*");
    values.remove("key");

    assertThatThrownBy(() -> reveal(concealed))
        .isInstanceOf(ConcealedTextException.class)
        .hasMessage(
            "the link or cursor of the next page held the secret 'key', which the table no longer"
                + " has; the poll cannot go on after the restart. To go on where it was, restore the"
                + " checkpoint with the table's credentials as they were named then");
  }

  @Test
  void should_keep_no_credential_that_was_issued() {
    redaction.addIssued("t0ken-of-today");

    String concealed = conceal("?access_token=t0ken-of-today");

    assertThat(concealed).doesNotContain("t0ken");
    assertThatThrownBy(() -> reveal(concealed))
        .isInstanceOf(ConcealedTextException.class)
        .hasMessage(
            "the link or cursor of the next page held a credential without a name, such as an access"
                + " token that was issued, and checkpoints keep none; the poll cannot go on after"
                + " the restart. Use an API setting or a type of pagination whose links and cursors"
                + " hold no credentials");
  }

  private Map<String, NamedSecret> named() {
    Map<String, NamedSecret> named = new TreeMap<>();
    values.forEach((name, value) -> named.put(name, NamedSecret.of(value)));
    return named;
  }

  private String conceal(String text) {
    return new Concealment(named(), redaction).conceal(text);
  }

  private String reveal(String concealed) {
    return new Concealment(named(), redaction).reveal(concealed);
  }
}
