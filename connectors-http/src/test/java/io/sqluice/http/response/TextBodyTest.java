package io.sqluice.http.response;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The charsets of bodies. */
class TextBodyTest {

  private static final String MARK = "\uFEFF";
  private static final String WIDE = "{\"c\": \"né😋\"}";
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private final Extraction table = Extraction.into(STRING());

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
  void should_read_what_a_byte_order_mark_or_nuls_say(String name) throws Exception {
    Charset charset = Charset.forName(name);

    for (BodyFormat format : new BodyFormat[] {BodyFormat.JSON, BodyFormat.NDJSON}) {
      Extraction reading = table.format(format);
      for (String start : new String[] {"", MARK}) {
        for (String type : new String[] {"application/json", "application/json;charset=utf-8"}) {
          assertThat(reading.value(reading.page((start + WIDE).getBytes(charset), type)))
              .isEqualTo(StringData.fromString("né😋"));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=windows-1252",
        "application/json; charset=\"ISO-8859-1\"",
        "text/plain;charset=latin1; x=y"
      })
  void should_read_the_declared_charset(String contentType) throws Exception {
    byte[] body = "{\"c\": \"5 € für né\"}".getBytes(WINDOWS_1252);

    assertThat(table.value(table.page(body, contentType)))
        .isEqualTo(StringData.fromString("5 € für né"));
  }

  @Test
  void should_let_a_byte_order_mark_beat_the_declaration() throws Exception {
    assertThat(
            table.value(
                table.page((MARK + WIDE).getBytes(UTF_8), "text/plain; charset=iso-8859-1")))
        .isEqualTo(StringData.fromString("né😋"));
    assertThat(table.value(table.page(WIDE.getBytes(UTF_16), "text/plain; charset=utf-8")))
        .isEqualTo(StringData.fromString("né😋"));
  }

  @Test
  void should_let_the_option_beat_the_declaration() throws Exception {
    Extraction western = table.charset("windows-1252");

    assertThat(
            western.value(
                western.page(
                    "{\"c\": \"né\"}".getBytes(WINDOWS_1252), "text/plain; charset=utf-8")))
        .isEqualTo(StringData.fromString("né"));
  }

  @ParameterizedTest
  @EnumSource(
      value = BodyFormat.class,
      names = {"JSON", "NDJSON"})
  void should_refuse_bytes_that_are_not_in_the_charset(BodyFormat format) {
    byte[] western =
        "{\n\"c\": \"né\"}"
            .replace("\n", format == BodyFormat.JSON ? "\n" : " ")
            .getBytes(WINDOWS_1252);

    assertThatThrownBy(() -> table.format(format).page(western, "application/json"))
        .isInstanceOf(ExtractionException.class)
        .isNotInstanceOf(RecordConversionException.class)
        .hasMessageStartingWith(
            "the body is not UTF-8: found the byte 0xe9 at byte 10 (line "
                + (format == BodyFormat.JSON ? 2 : 1)
                + "), which begins no character there; name the body's own charset in"
                + " 'response.charset', such as windows-1252");
    byte[] oddUtf16 = (MARK + "\"a\"").getBytes(UTF_16LE);
    assertThatThrownBy(
            () -> table.format(format).page(Arrays.copyOf(oddUtf16, oddUtf16.length - 1)))
        .hasMessage(
            "the body is not UTF-16LE: found the byte 0x22 at byte 7 (line 1), which begins no"
                + " character there; name the body's own charset in 'response.charset', such as"
                + " windows-1252");
  }

  @Test
  void should_name_a_charset_that_does_not_exist() {
    for (String name : new String[] {"utf-99", "no name"}) {
      assertThatThrownBy(
              () -> table.page("{}".getBytes(UTF_8), "application/json; charset=" + name))
          .isInstanceOf(ExtractionException.class)
          .hasMessage(
              "the answer is said to be in the charset '%s' (Content-Type: application/json; charset=%s), which this Java does not know; name the body's own charset in 'response.charset', such as UTF-8"
                  .formatted(name, name));
    }
  }

  @Test
  void should_give_no_rows_for_a_body_that_is_only_a_mark() throws Exception {
    for (Charset charset : new Charset[] {UTF_8, UTF_16BE, UTF_16LE}) {
      assertThat(table.page(MARK.getBytes(charset)).rows()).isEmpty();
    }
  }

  @Test
  void should_keep_nuls_and_take_lone_surrogates_for_question_marks() throws Exception {
    assertThat(table.value("{\"c\": \"a\\u0000b\"}")).isEqualTo(StringData.fromString("a\0b"));
    assertThat(table.value("{\"c\": \"a\\ud800b\"}").toString().getBytes(UTF_8))
        .isEqualTo("a?b".getBytes(UTF_8));
  }
}
