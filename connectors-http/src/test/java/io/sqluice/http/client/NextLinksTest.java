package io.sqluice.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextLinksTest {

  private static final HttpRequest FIRST =
      new HttpRequest(
          "GET",
          "https://api.example.com/v1/items?key=k",
          List.of(new Header("Authorization", "Bearer t"), new Header("Accept", "a/b")),
          null);

  private static NextLinks links(RedirectPolicy policy, String allowed) {
    return new NextLinks(
        new HostRules(
            policy, allowed.isEmpty() ? AllowedHosts.ANY : AllowedHosts.parse(allowed), false));
  }

  @ParameterizedTest
  @CsvSource({
    "?page=2, https://api.example.com/v1/items?page=2",
    "/v2/items, https://api.example.com/v2/items",
    "more?p=2#top, https://api.example.com/v1/more?p=2",
    "../v3/x, https://api.example.com/v3/x",
    "//cdn.example.com/x, https://cdn.example.com/x",
    "http://other.example:8080/x, http://other.example:8080/x",
    "https://api.example.com?next=a/b, https://api.example.com/?next=a/b",
    "https://user:pass@api.example.com/x, https://api.example.com/x",
    "'/a b', https://api.example.com/a%20b",
  })
  void should_resolve_a_link_on_its_page(String link, String expected) throws Exception {
    assertThat(NextLinks.resolve("https://api.example.com/v1/items?page=1", link))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h/x",
        "file:///etc/passwd",
        "http://",
        "https://h:0/",
        "http://a b/",
        "http://ĥ/"
      })
  void should_refuse_what_is_no_web_address(String link) {
    assertThatThrownBy(() -> NextLinks.resolve("https://h/", link))
        .isInstanceOf(LinkException.class)
        .hasMessage(
            "the link to the next page is '"
                + link
                + "', expected an http or https URL or a reference to one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NONE", "SAME_ORIGIN", "ALL"})
  void should_keep_everything_at_the_own_origin(RedirectPolicy policy) throws Exception {
    HttpRequest next = links(policy, "").follow(FIRST, "https://api.example.com/v1/items?page=2");

    assertThat(next.url()).isEqualTo("https://api.example.com/v1/items?page=2");
    assertThat(next.headers()).isEqualTo(FIRST.headers());
    assertThat(next.foreign()).isFalse();
  }

  @Test
  void should_leave_credentials_behind_at_another_origin() throws Exception {
    HttpRequest next =
        links(RedirectPolicy.ALL, "*.example.org").follow(FIRST, "https://b.example.org/x");

    assertThat(next.headers()).containsExactly(new Header("Accept", "a/b"));
    assertThat(next.foreign()).isTrue();
    assertThat(next.withHeader("X", "y").withParam("p", "q").foreign()).isTrue();
  }

  @Test
  void should_not_go_elsewhere_unless_told_so() {
    assertThatThrownBy(
            () -> links(RedirectPolicy.SAME_ORIGIN, "").follow(FIRST, "https://evil.example/x?y"))
        .hasMessage(
            "the link to the next page leads to https://evil.example, which 'redirects' ="
                + " 'same-origin' does not follow; if that host is to be trusted, set 'redirects'"
                + " to 'all'");
    assertThatThrownBy(
            () -> links(RedirectPolicy.ALL, "b.example").follow(FIRST, "https://evil.example/x"))
        .hasMessage(
            "the link to the next page leads to https://evil.example, which 'url.allowed-hosts'"
                + " does not name; if that host is to be trusted, add 'evil.example' to"
                + " 'url.allowed-hosts'");
  }

  @Test
  void should_not_take_a_body_elsewhere() {
    HttpRequest post =
        new HttpRequest("POST", FIRST.url(), List.of(), "{}".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> links(RedirectPolicy.ALL, "").follow(post, "https://b.example/x"))
        .hasMessage(
            "the link to the next page leads to https://b.example, another origin, to which the"
                + " body of the request is not sent; if that host is to be trusted, use GET if the"
                + " API takes it");
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, a.example, 443, true",
    "a.example, A.EXAMPLE., 80, true",
    "a.example, b.a.example, 443, false",
    "*.a.example, b.a.example, 443, true",
    "*.a.example, c.b.a.example, 443, true",
    "*.a.example, a.example, 443, false",
    "*.a.example, eva.example, 443, false",
    "a.example:8443, a.example, 8443, true",
    "a.example:8443, a.example, 443, false",
    "'x, a.example', a.example, 443, true",
    "[::1]:80, [::1], 80, true",
  })
  void should_match_allowed_hosts(String allowed, String host, int port, boolean expected) {
    assertThat(AllowedHosts.parse(allowed).allow(host, port)).isEqualTo(expected);
  }

  @Test
  void should_allow_any_host_without_a_list() {
    assertThat(AllowedHosts.ANY.allow("anything", 1)).isTrue();
    assertThatThrownBy(() -> AllowedHosts.parse(" , ")).hasMessage("it names none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a", "a/b", "*", "a.*", "a:0", "a:99999", "a b"})
  void should_refuse_what_is_no_host(String term) {
    assertThatThrownBy(() -> AllowedHosts.parse(term))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + term + "'");
  }
}
