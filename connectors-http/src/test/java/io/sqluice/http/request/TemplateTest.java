package io.sqluice.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

  private static final List<String> VARIABLES = RequestConfig.SOURCE_VARIABLES;
  private static final Map<String, Object> VALUES =
      Map.of(
          "trigger_time", Instant.parse("2026-11-20T10:00:00.123456789Z"),
          "last_trigger_time", Instant.parse("1969-12-31T23:59:59.999Z"));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{{trigger_time}}                        | 2026-11-20T10:00:00.123456789Z",
        "{{ trigger_time : iso }}                | 2026-11-20T10:00:00.123456789Z",
        "{{trigger_time:epoch-s}}                | 1795168800",
        "{{trigger_time:epoch-ms}}               | 1795168800123",
        "{{trigger_time:epoch-us}}               | 1795168800123456",
        "{{trigger_time:epoch-ns}}               | 1795168800123456789",
        "{{last_trigger_time:epoch-s}}           | -1",
        "{{last_trigger_time:epoch-ms}}          | -1",
        "{{trigger_time:yyyy-MM-dd'T'HH:mm}}     | 2026-11-20T10:00",
        "{{trigger_time:EEE, d MMM}}             | Fri, 20 Nov",
        "$trigger_time.                          | 2026-11-20T10:00:00.123456789Z.",
        "a{{trigger_time:HH}}b{{trigger_time:mm}}c | a10b00c",
      })
  void should_fill_in_a_time(String text, String expected) {
    assertThat(Template.parse(text, VARIABLES).render(Placement.TEXT, VALUES)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "plain text                  | plain text",
        "$$filter costs 5$ or $ 5$   | $filter costs 5$ or $ 5$",
        "$$$$                        | $$",
        "^[a-z]$                     | ^[a-z]$",
        "{{{{}}                      | {{",
        "{{{{}}trigger_time}}        | {{trigger_time}}",
        "{\"a\":{\"b\":1}}           | {\"a\":{\"b\":1}}",
        "{{{trigger_time:HH}}}       | {10}",
        "{\"a\":{{trigger_time:HH}}} | {\"a\":10}",
        "${{trigger_time:HH}}        | $10",
      })
  void should_keep_what_is_no_placeholder(String text, String expected) {
    assertThat(Template.parse(text, VARIABLES).render(Placement.TEXT, VALUES)).isEqualTo(expected);
  }

  @Test
  void should_write_values_of_many_types_as_text() {
    // given
    Template template =
        Template.parse(
            "{{a}} $b {{c}} {{d e}} {{f}} {{g}}", List.of("a", "b", "c", "d e", "f", "g"));

    // when
    String text =
        template.render(
            Placement.TEXT,
            Map.of(
                "a",
                "text",
                "b",
                9007199254740993L,
                "c",
                new BigDecimal("1E+3"),
                "d e",
                true,
                "f",
                LocalDate.of(2026, 11, 20)));

    // then
    assertThat(text).isEqualTo("text 9007199254740993 1000 true 2026-11-20 ");
    assertThat(template.render(Placement.TEXT, Collections.singletonMap("a", null)))
        .isEqualTo("     ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{{cursor}}          | 2026-11-20 10:00:00 | false | 2026-11-20 10:00:00",
        "{{cursor:epoch-ms}} | 2026-11-20 10:00:00 | false | 1795168800000",
        "{{cursor}}          | 1.50e3              | true  | 1.50e3",
        "{{cursor:yyyy}}     | 1795168800          | true  | 2026",
      })
  void should_send_a_value_back_as_it_was_written_unless_a_format_says_how(
      String text, String written, boolean number, String expected) {
    WrittenValue echoed = new WrittenValue(written, number, Instant.parse("2026-11-20T10:00:00Z"));

    assertThat(Template.parse(text, VARIABLES).render(Placement.TEXT, Map.of("cursor", echoed)))
        .isEqualTo(expected);
  }

  @Test
  void should_refuse_a_time_format_for_a_value_sent_back_that_is_no_time() {
    Template template = Template.parse("{{cursor:epoch-ms}}", VARIABLES);

    assertThatThrownBy(
            () ->
                template.render(
                    Placement.TEXT, Map.of("cursor", new WrittenValue("abc", false, null))))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "{{cursor:epoch-ms}} has a time format, but its value 'abc' is a String; expected a"
                + " time, or {{cursor}}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "id=$symbol        | unknown placeholder '$symbol'; this table knows {{trigger_time}},"
            + " {{last_trigger_time}}, {{cursor}}, {{cursor_end}}, {{secret.name}}; for a dollar sign write $$",
        "id={{symbol}}     | unknown placeholder '{{symbol}}'; this table knows {{trigger_time}},"
            + " {{last_trigger_time}}, {{cursor}}, {{cursor_end}}, {{secret.name}}; for two literal braces write {{{{}}",
        "{{}}              | unknown placeholder '{{}}'; this table knows {{trigger_time}},"
            + " {{last_trigger_time}}, {{cursor}}, {{cursor_end}}, {{secret.name}}; for two literal braces write {{{{}}",
        "{{secrets.foo}}   | unknown placeholder '{{secrets.foo}}'; did you mean '{{secret.foo}}'? This"
            + " table knows {{trigger_time}}, {{last_trigger_time}}, {{cursor}}, {{cursor_end}},"
            + " {{secret.name}}; for two literal braces write {{{{}}",
        "$trigger_tim      | unknown placeholder '$trigger_tim'; did you mean '$trigger_time'? This"
            + " table knows {{trigger_time}}, {{last_trigger_time}}, {{cursor}}, {{cursor_end}},"
            + " {{secret.name}}; for a dollar sign write $$",
        "${kucoin}/v1      | '${kucoin}' is a script parameter, which the script runner replaces"
            + " before the table sees it; define it with --param, write {{name}} for a placeholder"
            + " of this table, or $$ for a dollar sign",
        "a{{trigger_time   | the '{{' at character 2 is not closed; expected }} behind the"
            + " placeholder; for two literal braces write {{{{}}",
        "{{trigger_time:}} | in {{trigger_time:}} '' is no time format (it is empty); expected"
            + " epoch-s, epoch-ms, epoch-us, epoch-ns, iso or a pattern such as yyyy-MM-dd",
        "{{trigger_time:epoch}} | in {{trigger_time:epoch}} 'epoch' is no time format (Unknown"
            + " pattern letter: o); expected epoch-s, epoch-ms, epoch-us, epoch-ns, iso or a pattern"
            + " such as yyyy-MM-dd",
        "$a {{b}}          | unknown placeholder '$a'; this table knows {{trigger_time}},"
            + " {{last_trigger_time}}, {{cursor}}, {{cursor_end}}, {{secret.name}}; for a dollar sign write $$; unknown placeholder '{{b}}'; this"
            + " table knows {{trigger_time}}, {{last_trigger_time}}, {{cursor}}, {{cursor_end}}, {{secret.name}}; for two literal braces"
            + " write {{{{}}",
      })
  void should_refuse_a_malformed_template(String text, String message) {
    assertThatThrownBy(() -> Template.parse(text, VARIABLES))
        .isInstanceOf(TemplateException.class)
        .hasMessage(message);
  }

  @Test
  void should_offer_secrets_to_a_table_that_knows_no_variables() {
    assertThatThrownBy(() -> Template.parse("$a", List.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "unknown placeholder '$a'; this table knows {{secret.name}}; for a dollar sign write $$");
  }

  @Test
  void should_refuse_a_time_format_for_a_value_that_is_no_time() {
    // given
    Template template = Template.parse("{{a:epoch-s}}", List.of("a"));

    // when, then
    assertThatThrownBy(() -> template.render(Placement.TEXT, Map.of("a", "today")))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "{{a:epoch-s}} has a time format, but its value 'today' is a String; expected a time, or"
                + " {{a}}");
  }

  @Test
  void should_refuse_a_value_that_has_no_text() {
    // given
    Template template = Template.parse("{{a}}", List.of("a"));

    // when, then
    assertThatThrownBy(() -> template.render(Placement.TEXT, Map.of("a", Map.of())))
        .isInstanceOf(TemplateException.class)
        .hasMessageMatching(
            "\\{\\{a}} is a \\w+, which has no plain text; expected a text, a number, a boolean or a"
                + " time");
    assertThatThrownBy(() -> template.render(Placement.TEXT, Map.of("a", new byte[1])))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "{{a}} is a byte[], which a request cannot hold; expected a text, a number, a boolean, a"
                + " time or JSON");
  }
}
