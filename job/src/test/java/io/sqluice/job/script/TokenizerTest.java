package io.sqluice.job.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenizerTest {

  @Test
  void should_tell_words_strings_names_comments_and_symbols_apart() {
    String sql = "SELECT a_1, 'it''s; -- no', `b;c`, \"d\" -- end; 'x\n/* ; ' */ FROM t;";

    assertThat(texts(sql))
        .containsExactly(
            "WORD SELECT",
            "WORD a_1",
            "SYMBOL ,",
            "STRING 'it''s; -- no'",
            "SYMBOL ,",
            "QUOTED_NAME `b;c`",
            "SYMBOL ,",
            "QUOTED_NAME \"d\"",
            "COMMENT -- end; 'x",
            "COMMENT /* ; ' */",
            "WORD FROM",
            "WORD t",
            "SYMBOL ;");
  }

  @Test
  void should_read_hints_as_code() {
    assertThat(texts("t /*+ OPTIONS('a'='b') */"))
        .containsExactly(
            "WORD t",
            "SYMBOL /*+",
            "WORD OPTIONS",
            "SYMBOL (",
            "STRING 'a'",
            "SYMBOL =",
            "STRING 'b'",
            "SYMBOL )",
            "SYMBOL */");
  }

  @Test
  void should_see_a_quote_behind_a_backslash_where_the_string_has_escapes() {
    assertThat(texts("E'it\\'s; ' e'\\\\' 'back\\' nameE'x\\' U&'\\'"))
        .containsExactly(
            "WORD E",
            "STRING 'it\\'s; '",
            "WORD e",
            "STRING '\\\\'",
            "STRING 'back\\'",
            "WORD nameE",
            "STRING 'x\\'",
            "WORD U",
            "SYMBOL &",
            "STRING '\\'");
  }

  @Test
  void should_read_two_slashes_as_a_comment_to_the_end_of_the_line() {
    assertThat(texts("a / b // it's; a comment\n, 'http://c'"))
        .containsExactly(
            "WORD a",
            "SYMBOL /",
            "WORD b",
            "COMMENT // it's; a comment",
            "SYMBOL ,",
            "STRING 'http://c'");
  }

  @Test
  void should_take_a_parameter_for_one_token_and_not_end_a_string_inside_it() {
    assertThat(texts("${a:-x y} '${b:-it's}' $${c}"))
        .containsExactly(
            "PARAMETER ${a:-x y}", "STRING '${b:-it's}'", "PARAMETER $${", "WORD c", "SYMBOL }");
  }

  @Test
  void should_say_where_a_quote_or_a_comment_that_is_not_closed_starts() {
    assertThatThrownBy(() -> texts("SELECT 'a"))
        .isInstanceOf(LexicalException.class)
        .hasMessage("the string that starts here is not closed: add ' behind it")
        .extracting(e -> ((LexicalException) e).offset())
        .isEqualTo(7);
    assertThatThrownBy(() -> texts("/* a"))
        .hasMessage("the comment that starts here is not closed: add */ behind it");
    assertThatThrownBy(() -> texts("`a"))
        .hasMessage("the quoted name that starts here is not closed: add ` behind it");
    assertThatThrownBy(() -> texts("${a"))
        .hasMessage(
            "the parameter that starts here is not closed: add } behind it, or write $${ for the"
                + " characters ${");
  }

  private static List<String> texts(String sql) {
    return Tokenizer.tokenize(sql, Tokenizer.Parameters.RECOGNIZED).stream()
        .map(token -> token.kind() + " " + token.text(sql))
        .toList();
  }
}
