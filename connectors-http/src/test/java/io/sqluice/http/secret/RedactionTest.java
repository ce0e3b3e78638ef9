package io.sqluice.http.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private static final String ODD = "p\"/+ ü\\=&<1😀";

  private final Redaction redaction = new Redaction();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p\"/+ ü\\=&<1😀",
        "p%22%2F%2B%20%C3%BC%5C%3D%26%3C1%F0%9F%98%80",
        "p%22%2f%2b+%c3%bc%5c%3d%26%3c1%f0%9f%98%80",
        "%70\"/%2B%20ü\\%3D&<%31😀",
        "p%2522%252F%252B%2520%25C3%25BC%255C%253D%2526%253C1%25F0%259F%2598%2580",
        "p\\\"/+ ü\\\\=&<1😀",
        "p\\\"\\/\\u002b \\u00fc\\\\=\\u0026\\u003C1\\uD83D\\uDE00",
        "p&quot;/+ &#252;\\&#x3D;&amp;&lt;1&#x1F600;"
      })
  void should_find_a_value_in_whatever_encoding_a_server_chose(String echoed) {
    redaction.add(ODD);

    assertThat(redaction.redact("you sent " + echoed + " to us")).isEqualTo("you sent *** to us");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u", "us", "user:", "somebody:"})
  void should_find_a_value_inside_basic_credentials(String before) {
    redaction.add("correct-horse-battery");
    String credentials = before + "correct-horse-battery";
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    String url =
        Base64.getUrlEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));

    assertThat(redaction.redact("Basic " + basic)).contains("***").doesNotContain(core(basic));
    assertThat(redaction.redact("Basic " + url)).contains("***").doesNotContain(core(url));
    assertThat(redaction.redact(URLEncoder.encode(basic, StandardCharsets.UTF_8)))
        .contains("***")
        .doesNotContain(core(basic));
  }

  private static String core(String base64) {
    return base64.substring(base64.length() - 12, base64.length() - 4);
  }

  @Test
  void should_leave_no_rest_of_values_that_overlap() {
    redaction.add("abcdef");
    redaction.add("defghi");
    redaction.add("abcdefgh");

    assertThat(redaction.redact("<abcdefghi> <abcdef> <ababcdefdefghi>"))
        .isEqualTo("<***> <***> <ab***>");
  }

  @Test
  void should_leave_no_rest_of_a_value_that_overlaps_itself() {
    redaction.add("aXaXa");

    assertThat(redaction.redact("<aXaXaXa>")).isEqualTo("<***>");
  }

  @Test
  void should_hide_a_short_value_only_where_it_stands_alone() {
    redaction.add("ab");
    redaction.add("7");

    assertThat(redaction.redact("table 1752 has pin=7&user=ab, not 'ab'"))
        .isEqualTo("table 1752 has pin=***&user=***, not '***'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s…", "%s...", "\"%s\"…", "'%s...'"})
  void should_hide_the_start_of_a_value_that_a_message_has_cut(String cut) {
    redaction.add("correct-horse-battery");

    assertThat(redaction.redact("echo " + cut.formatted("key=correct-ho")))
        .isEqualTo("echo " + cut.formatted("key=***"));
    assertThat(redaction.redact(cut.formatted("corduroy"))).isEqualTo(cut.formatted("corduroy"));
  }

  @Test
  void should_leave_texts_without_secrets_as_they_are() {
    redaction.add("");
    redaction.add("secret-value");
    String text = "GET http://h/p?secret=value failed";

    assertThat(redaction.redact(text)).isSameAs(text);
  }

  @Test
  void should_bear_long_values() {
    String key = "k3Y/+=".repeat(2_000);
    redaction.add(key);

    assertThat(redaction.redact("<" + key + ">")).isEqualTo("<***>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", "…", "%", "\\", "&", "s3cret-"})
  void should_bear_long_texts_of_a_hostile_server(String repeated) {
    for (int i = 0; i < 20; i++) {
      redaction.add("s3cret-" + i + "-k".repeat(500) + i);
    }
    String text = repeated.repeat(65_536 / repeated.length());

    String shown = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> redaction.redact(text));

    assertThat(shown).isEqualTo(text);
  }

  @Test
  void should_hide_the_start_of_a_value_before_each_of_many_cuts() {
    redaction.add("correct-horse-battery");

    assertThat(redaction.redact("correct...correct-hor…... corr\"... cor..."))
        .isEqualTo("***...***…... ***\"... cor...");
  }

  @Test
  void should_hide_a_short_value_behind_an_escape_that_ends_with_a_letter() {
    redaction.add("abc");

    assertThat(redaction.redact("u%3Aabc u%253aabc \\u002Fabc u%41abc"))
        .isEqualTo("u%3A*** u%253a*** \\u002F*** u%41abc");
  }

  @Test
  void should_keep_the_last_tokens_issued() {
    for (int i = 10; i < 40; i++) {
      redaction.addIssued("token-" + i);
      redaction.addIssued("token-" + i);
    }

    assertThat(redaction.redact("token-39 token-30 token-24 token-10"))
        .isEqualTo("*** *** *** token-10");
  }

  @Test
  void should_hide_values_in_a_throwable_and_all_behind_it() {
    redaction.add("hidden-value");
    Exception root = new IllegalStateException("echo hidden-value");
    Exception middle = new IOException(root);
    Exception outer = new Exception("outer", middle);
    outer.addSuppressed(new RuntimeException("also hidden-value"));
    root.addSuppressed(outer);

    Throwable shown = redaction.redact(outer);

    StringWriter printed = new StringWriter();
    shown.printStackTrace(new PrintWriter(printed));
    assertThat(printed.toString())
        .doesNotContain("hidden-value")
        .contains(
            "java.lang.Exception: outer",
            "Caused by: java.io.IOException: java.lang.IllegalStateException: echo ***",
            "Caused by: java.lang.IllegalStateException: echo ***",
            "Suppressed: java.lang.RuntimeException: also ***",
            "RedactionTest.should_hide_values_in_a_throwable_and_all_behind_it");
  }

  @Test
  void should_keep_a_throwable_that_shows_no_secret() {
    redaction.add("hidden-value");
    Exception failure = new IOException("outer", new IllegalStateException("inner"));

    assertThat(redaction.redact(failure)).isSameAs(failure);
  }
}
