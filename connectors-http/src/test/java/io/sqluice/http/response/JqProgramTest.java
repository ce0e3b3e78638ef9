package io.sqluice.http.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JqProgramTest {

  @Test
  void should_keep_the_digits_of_numbers_that_pass_through() throws Exception {
    // given
    String input =
        """
        {"d": 1.10, "e": 1e400, "zero": -0, "id": 9007199254740993,
         "long": 123456789012345678901234567890}
        """;

    // then
    assertThat(run(".", input))
        .containsExactly(
            "{\"d\":1.10,\"e\":1e400,\"zero\":-0,\"id\":9007199254740993,"
                + "\"long\":123456789012345678901234567890}");
    assertThat(run("[.d, .e], .zero", input)).containsExactly("[1.10,1e400]", "-0");
    assertThat(run(".d + 1, (.d == 1.1), (.long > .id)", input))
        .containsExactly("2.1", "true", "true");
    assertThat(run("{d} | tojson", input)).containsExactly("\"{\\\"d\\\":1.10}\"");
  }

  @Test
  void should_keep_digits_through_text() throws Exception {
    assertThat(run("fromjson", "\"[1.10, 9007199254740993]\""))
        .containsExactly("[1.10,9007199254740993]");
    assertThat(run("tonumber", "\"9007199254740993\"")).containsExactly("9007199254740993");
    assertThat(run("tonumber", "\" 0.10 \"")).containsExactly("0.10");
    assertThat(run("tostring", "0.10")).containsExactly("\"0.10\"");
    assertThatThrownBy(() -> run("tonumber", "\"12a\"")).isInstanceOf(JqException.class);
    assertThatThrownBy(() -> run("fromjson", "\"{\""))
        .hasMessage("string (\"{\") cannot be parsed as JSON");
    assertThatThrownBy(() -> run("fromjson", "\"\""))
        .hasMessage("string (\"\") cannot be parsed as JSON: it is empty");
    assertThatThrownBy(() -> run("fromjson", "1"))
        .hasMessage("number (1) only strings can be parsed");
  }

  @Test
  void should_answer_as_jq_does() throws Exception {
    assertThat(run("ascii_upcase", "\"né😋\"")).containsExactly("\"Né😋\"");
    assertThat(run("explode | implode", "\"né😋\"")).containsExactly("\"né😋\"");
    assertThat(run("[paths]", "{\"a\": [null]}")).containsExactly("[[\"a\"],[\"a\",0]]");
    assertThat(run("todate, (todate | fromdate)", "1425599621"))
        .containsExactly("\"2015-03-05T23:53:41Z\"", "1425599621");
    assertThat(run("isempty(.[]), IN(.[]; 1, 2), (.[0] | IN(3, 4))", "[1]"))
        .containsExactly("false", "true", "false");
    assertThat(run("INDEX(.id)", "[{\"id\": 1}]")).containsExactly("{\"1\":{\"id\":1}}");
    assertThat(run("floor, pow(.; 2)", "2.5")).containsExactly("2", "6.25");
  }

  @Test
  void should_say_what_is_wrong_with_a_date() {
    assertThatThrownBy(() -> run("fromdateiso8601", "\"3007.86\""))
        .isInstanceOf(JqException.class)
        .hasMessage("Text '3007.86' could not be parsed at index 4");
  }

  @Test
  void should_give_the_first_output() throws Exception {
    JqProgram program = JqProgram.compile(".[] | if . == 2 then error(\"too far\") else . end");

    assertThat(program.first(tree("[1, 2]")))
        .hasValueSatisfying(one -> assertThat(one.intValue()).isOne());
    assertThat(program.first(tree("[]"))).isEmpty();
    assertThatThrownBy(() -> program.first(tree("[2]")))
        .isInstanceOf(JqException.class)
        .hasMessage("too far");
  }

  @Test
  void should_say_where_a_program_does_not_parse() {
    assertThatThrownBy(() -> JqProgram.compile(".data[ | {a}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "jq does not understand \".data[ | {a}\": Encountered \" \"|\" \"| \"\" at line 1, column"
                + " 8.");
    assertThatThrownBy(() -> JqProgram.compile(".a | ~"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "jq does not understand \".a | ~\": Lexical error at line 1, column 7");
  }

  @Test
  void should_name_functions_and_variables_that_do_not_exist() {
    assertThatThrownBy(
            () ->
                JqProgram.compile(
                    "def f(g; $h): g + $h; .a[] | f(1; 2) | tonumbr + $x, select(.; .)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the jq program \"def f(g; $h): g + $h; .a[] | f(1; 2) | tonumbr + $x, select(.; .)\""
                + " uses $x, select/2, tonumbr/0, which neither it nor jq (here jackson-jq)"
                + " defines");
  }

  @ParameterizedTest
  @ValueSource(strings = {"env", "$ENV", "input", "inputs", "debug", "stderr"})
  void should_have_nothing_that_sees_the_process(String program) {
    assertThatThrownBy(() -> JqProgram.compile(program))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(", which neither it nor jq (here jackson-jq) defines");
  }

  @ParameterizedTest
  @ValueSource(strings = {"import \"x\" as x; 1", "include \"/etc/passwd\"; 1"})
  void should_read_no_modules(String program) {
    assertThatThrownBy(() -> run(program, "1"))
        .isInstanceOf(JqException.class)
        .hasMessageStartingWith("module not found: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ". as {a: $x, $y, b: [$z]} | $x + $y + $z",
        "reduce .[] as $i (0; . + $i)",
        "foreach .[] as $i (0; . + $i; [$i, .])",
        "def f: def g: 3; g; {f: f}",
        "def map2(f): map(f | f); map2(. + 1)",
        "label $out | .[] | if . > 1 then ., break $out else . end",
        "@base64 \"a\\(.b)\"",
        "try error(\"x\") catch .",
        ".[] as [$a] | {$a}",
      })
  void should_accept_names_wherever_they_are_bound(String program) {
    assertThatCode(() -> JqProgram.compile(program)).doesNotThrowAnyException();
  }

  private static List<String> run(String program, String input) throws Exception {
    List<String> outputs = new ArrayList<>();
    JqProgram.compile(program).run(tree(input), output -> outputs.add(output.toString()));
    return outputs;
  }

  private static JsonNode tree(String json) throws Exception {
    return new JsonTreeReader().read(json);
  }
}
