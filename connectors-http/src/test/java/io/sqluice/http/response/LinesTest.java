package io.sqluice.http.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

  private static final CsvDialect RFC_4180 = new CsvDialect(",", "\"", "", false, false);

  @Test
  void should_end_lines_at_lf_and_crlf_and_with_the_body() throws Exception {
    assertThat(plain("a\r\nb\n\nc")).containsExactly("1:a", "2:b", "3:", "4:c");
    assertThat(plain("a\n")).containsExactly("1:a");
    assertThat(plain("")).isEmpty();
  }

  @Test
  void should_refuse_a_line_that_is_too_long() throws Exception {
    assertThat(lines("12345678\n\n12345678", 8, null)).hasSize(3);
    assertThatThrownBy(() -> lines("1\n123456789\n", 8, null))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "line 2 is longer than 8 bytes; raise 'response.max-line-size', or check that the body"
                + " is one record a line");
    assertThatThrownBy(() -> lines("123456789", 8, null))
        .hasMessageStartingWith("line 1 is longer");
  }

  @Test
  void should_keep_line_breaks_inside_quotes() throws Exception {
    assertThat(csv("1,\"a\nb\",2\r\n3,\"c\r\nd \"\"\n\"\" e\"\n4"))
        .containsExactly("1:1,\"a\nb\",2", "3:3,\"c\r\nd \"\"\n\"\" e\"", "6:4");
    assertThat(csv("\"\",\"\"\n\"\"\"\n\"\n")).containsExactly("1:\"\",\"\"", "2:\"\"\"\n\"");
  }

  @Test
  void should_take_a_quote_inside_a_value_for_a_character() throws Exception {
    assertThat(csv("5\" pipe,1\n6\" pipe,2\n")).containsExactly("1:5\" pipe,1", "2:6\" pipe,2");
    assertThat(csv("\"a\" \"b\n2\n")).containsExactly("1:\"a\" \"b", "2:2");
  }

  @Test
  void should_follow_the_dialect() throws Exception {
    assertThat(csv("1;'a\nb'\n2\n", new CsvDialect(";", "'", "", false, false)))
        .containsExactly("1:1;'a\nb'", "3:2");
    assertThat(csv("1§\"a\nb\"\n2\n", new CsvDialect("§", "\"", "", false, false)))
        .containsExactly("1:1§\"a\nb\"", "3:2");
    assertThat(csv("\"a\\\"\nb\"\n2\n", new CsvDialect(",", "\"", "\\", false, false)))
        .containsExactly("1:\"a\\\"\nb\"", "3:2");
    assertThat(csv("1, \"a\nb\"\n", new CsvDialect(",", "\"", "", true, false))).hasSize(1);
    assertThat(csv("1, \"a\nb\"\n", RFC_4180)).hasSize(2);
    assertThat(csv("\"a\nb\"\n", new CsvDialect(",", "", "", false, false))).hasSize(2);
    assertThat(csv("#\"\n1\n", new CsvDialect(",", "\"", "", false, true))).hasSize(2);
  }

  @Test
  void should_refuse_a_quote_without_an_end() {
    assertThatThrownBy(() -> csv("1\n2,\"a\nb\n"))
        .isInstanceOf(ExtractionException.class)
        .hasMessage(
            "line 2 opens a quote that the body does not close; the answer may have been cut, or it"
                + " quotes otherwise than the format's options say");
  }

  private static List<String> plain(String text) throws ExtractionException {
    return lines(text, 1_000, null);
  }

  private static List<String> csv(String text) throws ExtractionException {
    return csv(text, RFC_4180);
  }

  private static List<String> csv(String text, CsvDialect dialect) throws ExtractionException {
    return lines(text, 1_000, new CsvQuotes(dialect));
  }

  private static List<String> lines(String text, long maxBytes, CsvQuotes quotes)
      throws ExtractionException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Lines lines = new Lines(new TextBody(bytes, 0), maxBytes, quotes);
    List<String> found = new ArrayList<>();
    while (lines.next()) {
      found.add(
          lines.number()
              + ":"
              + new String(bytes, lines.start(), lines.length(), StandardCharsets.UTF_8));
    }
    return found;
  }
}
