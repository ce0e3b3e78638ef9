package io.sqluice.http.pagination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebLinksTest {

  private static final String URL = "http://h/items?page=1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</n>; rel=\"next\"",
        "</n>; rel=next",
        "</n>;rel=next",
        "  </n>  ;  rel  =  next  ",
        "</n>; REL=\"NEXT\"",
        "</n>; rel=\"last next\"",
        "</n>; rel=\"last\tnext prev\"",
        "</n>; title=\"a, b; c\"; rel=\"next\"",
        "</n>; title=\"a \\\"b\\\", </x>; rel=next\"; rel=\"next\"",
        "</n>; rel=\"next\"; rel=\"last\"",
        "</n>; title*=UTF-8'de'n%c3%a4chste; rel=next",
        "</n>; crossorigin; rel=next",
        "</p>; rel=\"prev\", </n>; rel=\"next\", </l>; rel=\"last\"",
        "</p>; rel=\"prev\",</n>; rel=\"next\"",
        ",, </n>; rel=\"next\" ,,",
        "</n>;; rel=next;",
        "</a,b;c>; rel=last, </n>; rel=next",
        "</nextish>; rel=\"nextish\", </n>; rel=next",
        "</about>; rel=next; anchor=\"/other\", </n>; rel=next",
        "</n>; rel=next; anchor=\"http://h/items?page=1\"",
        "</n>; rel=next; anchor=\"\"",
        "</part>; rel=next; anchor=\"#part\", </n>; rel=next",
        "</n>; rel=next, </m>; rel=next",
        "</n>; rel=next, not a link",
      })
  void should_find_the_link_to_the_next_page(String field) throws Exception {
    assertThat(next(field)).isEqualTo("/n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " , ",
        "</p>; rel=prev",
        "</n>",
        "</n>; rel=\"last\"; rel=\"next\"",
        "</n>; rev=next",
        "</n>; rel=\"next-page\"",
        "</n>; rel=next; anchor=\"http://h/other\"",
        "</n>; title=\"; rel=next\"",
      })
  void should_find_none_where_none_is(String field) throws Exception {
    assertThat(next(field)).isNull();
  }

  @Test
  void should_look_through_all_fields() throws Exception {
    assertThat(next("</p>; rel=prev", "not a link", "</n>; rel=next")).isEqualTo("/n");
    assertThat(WebLinks.next(new HttpResponse(200, Map.of(), new byte[0], URL))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h/n; rel=next",
        "<http://h/n; rel=next",
        "</n>; title=\"a; rel=next",
      })
  void should_not_end_a_poll_at_links_that_cannot_be_read(String field) {
    assertThatThrownBy(() -> next("</p>; rel=prev", field))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "the Link header field: found '%s', expected links such as '</items?page=2>; rel=\"next\"' (RFC 8288); if the API writes links in another way, read them with another pagination.type"
                .formatted(field));
  }

  @Test
  void should_come_to_an_end_with_any_text() {
    Random random = new Random(8288);
    String alphabet = "<>;,=\"\\ \tarelnext/";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder field = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        field.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      LinkFieldParser parser = new LinkFieldParser(field.toString());

      assertThat(parser.links().size() + (parser.unreadable() == null ? 0 : 1))
          .isLessThanOrEqualTo(field.length());
    }
  }

  private static String next(String... fields) throws Exception {
    return WebLinks.next(new HttpResponse(200, Map.of("link", List.of(fields)), new byte[0], URL));
  }
}
