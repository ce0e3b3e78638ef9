package io.sqluice.job.dialect.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sqluice.job.script.Position;
import io.sqluice.job.script.Script;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptParameters;
import io.sqluice.job.script.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCommandTest {

  private static final String VALUE = "fjnzekjfnzejf-nzejfnzejfjzebf";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE SECRET kucoin_api_key\nWITH (\n    backend = 'meta'\n) AS 'VALUE'",
        "create secret kucoin_api_key with ('backend' = 'META',) as 'VALUE'",
        "CREATE SECRET `kucoin_api_key` WITH (`backend` = meta) AS -- the key\n'VALUE'",
        "CREATE OR REPLACE SECRET kucoin_api_key WITH (backend = 'meta') AS 'VALUE'",
        "CREATE SECRET IF NOT EXISTS kucoin_api_key WITH (backend = 'meta') AS 'VALUE'"
      })
  void should_read_a_secret_in_each_form(String text) {
    CreateSecret secret = (CreateSecret) command(text.replace("VALUE", VALUE));

    assertThat(secret.name()).isEqualTo("kucoin_api_key");
    assertThat(secret.backend()).isEqualTo(SecretBackend.META);
    assertThat(secret.value()).isEqualTo(VALUE);
    assertThat(secret.orReplace()).isEqualTo(text.contains("OR REPLACE"));
    assertThat(secret.ifNotExists()).isEqualTo(text.contains("IF NOT"));
  }

  @Test
  void should_read_names_with_hyphens_as_options_refer_to_them() {
    CreateSecret secret =
        (CreateSecret) command("CREATE SECRET my-api-2-key WITH (backend = 'env') AS 'A_B'");

    assertThat(secret.name()).isEqualTo("my-api-2-key");
    assertThat(secret.backend()).isEqualTo(SecretBackend.ENV);
  }

  @Test
  void should_know_where_the_parts_are() {
    CreateSecret secret =
        (CreateSecret) command("CREATE SECRET a WITH (\n  backend = 'file'\n) AS '/it''s'");

    assertThat(secret.value()).isEqualTo("/it's");
    assertThat(secret.namePosition()).isEqualTo(new Position(1, 15));
    assertThat(secret.backendPosition()).isEqualTo(new Position(2, 13));
    assertThat(secret.valuePosition()).isEqualTo(new Position(3, 6));
  }

  @ParameterizedTest
  @CsvSource({"meta, ***", "env, it''s", "file, it''s"})
  void should_show_the_statement_without_a_value(String backend, String shown) {
    CreateSecret secret =
        (CreateSecret) command("CREATE  SECRET a WITH (backend = '" + backend + "',) AS 'it''s'");

    assertThat(secret)
        .hasToString("CREATE SECRET a WITH (backend = '" + backend + "') AS '" + shown + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "DROP SECRET a | false | false",
        "DROP SECRET IF EXISTS `a` | true | false",
        "drop secret a cascade | false | true",
        "DROP SECRET IF EXISTS a RESTRICT | true | false"
      })
  void should_read_what_is_dropped(String text, boolean ifExists, boolean cascade) {
    DropSecret drop = (DropSecret) command(text);

    assertThat(drop.name()).isEqualTo("a");
    assertThat(drop.ifExists()).isEqualTo(ifExists);
    assertThat(drop.cascade()).isEqualTo(cascade);
  }

  @Test
  void should_leave_other_statements_alone() {
    assertThat(SecretCommand.of(statement("CREATE TABLE secret (a INT)"))).isEmpty();
    assertThat(SecretCommand.of(statement("SHOW TABLES"))).isEmpty();
    assertThat(command("show secrets")).isEqualTo(new ShowSecrets());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "CREATE SECRET | 1:13: the name of the secret is missing: write CREATE SECRET name WITH (backend = 'meta') AS 'value', without quotes or in backquotes",
        "CREATE SECRET 'VALUE' WITH (backend = 'meta') | 1:15: the name of the secret is missing: write CREATE SECRET name WITH (backend = 'meta') AS 'value', without quotes or in backquotes",
        "CREATE SECRET 1a WITH | 1:15: '1a' cannot name a secret; expected a name of letters, digits, '_' and '-' that starts with a letter or '_'",
        "CREATE SECRET a AS 'VALUE' | 1:17: expected WITH (backend = ...), where the backend is 'meta' for a value in the statement, 'env' for a variable, or 'file' for a path: write CREATE SECRET name WITH (backend = 'meta') AS 'value'",
        "CREATE SECRET a WITH (value = 'VALUE') | 1:23: a secret has the option backend alone, which is 'meta' for a value in the statement, 'env' for a variable, or 'file' for a path: write CREATE SECRET name WITH (backend = 'meta') AS 'value'",
        "CREATE SECRET a WITH (backend = 'VALUE') AS 'meta' | 1:33: there is no such backend: it is 'meta' for a value in the statement, 'env' for a variable, or 'file' for a path",
        "CREATE SECRET a WITH (backend = 'mta') AS 'VALUE' | 1:33: there is no such backend; did you mean 'meta'?",
        "CREATE SECRET a WITH (backend = 'meta', key = 'VALUE') AS 'b' | 1:41: a secret has the option backend alone: close the bracket behind it",
        "CREATE SECRET a WITH (backend = 'meta') 'VALUE' | 1:41: expected AS and the value in quotes: write CREATE SECRET name WITH (backend = 'meta') AS 'value'",
        "CREATE SECRET a WITH (backend = 'meta') AS VALUE | 1:44: expected the value behind AS, in quotes: write CREATE SECRET name WITH (backend = 'meta') AS 'value'",
        "CREATE SECRET a WITH (backend = 'meta') AS | 1:42: expected the value behind AS, in quotes: write CREATE SECRET name WITH (backend = 'meta') AS 'value'",
        "CREATE SECRET a WITH (backend = 'meta') AS '' | 1:44: the value is empty, which counts as none: write it behind AS, in quotes",
        "CREATE SECRET a WITH (backend = 'meta') AS 'b' 'VALUE' | 1:48: nothing may follow the value: is a ; missing before this?",
        "CREATE OR REPLACE SECRET IF NOT EXISTS a | 1:26: OR REPLACE and IF NOT EXISTS exclude each other: leave out one",
        "DROP SECRET | 1:11: the name of the secret is missing: write DROP SECRET name, without quotes or in backquotes",
        "DROP SECRET a, b | 1:14: nothing but CASCADE or RESTRICT may follow the name of the secret: is a ; missing before this?",
        "SHOW SECRETS FROM a | 1:14: nothing may follow SHOW SECRETS: is a ; missing before this?"
      })
  void should_say_what_is_wrong_and_never_the_value(String text, String problem) {
    ScriptException thrown =
        catchThrowableOfType(
            ScriptException.class, () -> command(text.strip().replace("VALUE", VALUE)));

    assertThat(thrown).hasMessage("script.sql:" + problem);
    assertThat(thrown.getMessage()).doesNotContain(VALUE);
  }

  private static SecretCommand command(String text) {
    return SecretCommand.of(statement(text)).orElseThrow();
  }

  static Statement statement(String text) {
    return Script.read("script.sql", "script", text, ScriptParameters.from(List.of()))
        .statements()
        .get(0);
  }
}
