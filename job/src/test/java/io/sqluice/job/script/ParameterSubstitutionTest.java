package io.sqluice.job.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterSubstitutionTest {

  @Test
  void should_replace_parameters_from_the_first_place_that_has_them() {
    ScriptParameters parameters =
        ScriptParameters.from(
            List.of(Map.of("a", "1"), Map.of("a", "2", "b", "3"), Map.of("b", "4", "c", "5")));

    assertThat(replaced("${a} ${b} ${c} ${d:-6}", parameters)).isEqualTo("1 3 5 6");
  }

  @Test
  void should_double_the_quote_that_a_value_stands_in() {
    ScriptParameters parameters = parameters(Map.of("v", "a'b`c\"d"));

    assertThat(replaced("${v} '${v}' `${v}` \"${v}\"", parameters))
        .isEqualTo("a'b`c\"d 'a''b`c\"d' `a'b``c\"d` \"a'b`c\"\"d\"");
  }

  @Test
  void should_leave_comments_alone_but_not_hints() {
    assertThat(
            replaced(
                "-- ${x}\n/* ${x} */ t /*+ OPTIONS('k'='${v}') */", parameters(Map.of("v", "1"))))
        .isEqualTo("-- ${x}\n/* ${x} */ t /*+ OPTIONS('k'='1') */");
  }

  @Test
  void should_read_two_dollars_before_a_brace_as_one() {
    assertThat(replaced("'$${v} $${', $$ $v", parameters(Map.of()))).isEqualTo("'${v} ${', $$ $v");
  }

  @Test
  void should_take_defaults_with_braces_quotes_and_other_parameters() {
    assertThat(
            replaced(
                "'${a:-{\"k\": 1}}' '${b:-it's}' ${c:-${d}-${e:-2}}", parameters(Map.of("d", "1"))))
        .isEqualTo("'{\"k\": 1}' 'it''s' 1-2");
  }

  @Test
  void should_say_how_a_parameter_of_a_lookup_table_is_written() {
    assertThatThrownBy(
            () -> replaced("CREATE TABLE l ($k INT) WITH ('url' = '/${k}')", parameters(Map.of())))
        .isInstanceOf(ScriptException.class)
        .hasMessage(
            "x.sql:1:41: parameter 'k' has no value: give --param k=VALUE, a line in a --param-file, an"
                + " environment variable k, or write ${k:-default}; the column $k of a lookup table is"
                + " written $k");
  }

  @Test
  void should_name_all_missing_parameters_with_their_places() {
    assertThatThrownBy(
            () -> replaced("SELECT '${a}',\n  ${b}, ${a}, ${c:-${d}}", parameters(Map.of())))
        .isInstanceOf(ScriptException.class)
        .hasMessage(
            "x.sql:1:9: parameter 'a' has no value: give --param a=VALUE, a line in a --param-file, an"
                + " environment variable a, or write ${a:-default}\n"
                + "x.sql:2:3: parameter 'b' has no value: give --param b=VALUE, a line in a --param-file,"
                + " an environment variable b, or write ${b:-default}\n"
                + "x.sql:2:15: parameter 'd' has no value: give --param d=VALUE, a line in a --param-file,"
                + " an environment variable d, or write ${d:-default}");
  }

  @Test
  void should_reject_a_name_that_is_none() {
    assertThatThrownBy(() -> replaced("SELECT ${a b}", parameters(Map.of())))
        .hasMessage(
            "x.sql:1:8: 'a b' is no parameter name: use letters, digits, _, . and - after a letter, or"
                + " write $${ for the characters ${");
  }

  @Test
  void should_map_offsets_back_to_the_users_file() {
    ScriptText text =
        ParameterSubstitution.apply(
            "x.sql", "SELECT '${a}', b,\r\n'${a}', c", parameters(Map.of("a", "long\nvalue")));

    assertThat(text.text()).isEqualTo("SELECT 'long\nvalue', b,\r\n'long\nvalue', c");
    assertThat(text.positionOf(text.text().indexOf("b,"))).hasToString("1:16");
    assertThat(text.positionOf(text.text().indexOf("value"))).hasToString("1:9");
    assertThat(text.positionOf(text.text().lastIndexOf("c"))).hasToString("2:9");
    assertThat(text.originalText(7, text.text().indexOf(", b"))).isEqualTo("'${a}'");
  }

  @Test
  void should_read_parameters_from_a_file(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("p.properties");
    Files.writeString(file, "# comment\nurl=http://host/a?b=c\nname = Zürich\n");

    assertThat(ParameterFile.read(file))
        .containsExactlyInAnyOrderEntriesOf(Map.of("url", "http://host/a?b=c", "name", "Zürich"));
  }

  private static ScriptParameters parameters(Map<String, String> values) {
    return ScriptParameters.from(List.of(values));
  }

  private static String replaced(String text, ScriptParameters parameters) {
    return ParameterSubstitution.apply("x.sql", text, parameters).text();
  }
}
