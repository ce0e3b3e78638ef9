package io.sqluice.http.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.auth.AuthConfig;
import io.sqluice.http.source.HttpSourceConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of OMLSP's tables that have another name here, or none. */
class OmlspPropertiesTest {

  private static final RowType COLUMNS =
      RowType.of(new LogicalType[] {new IntType()}, new String[] {"n"});

  @ParameterizedTest
  @CsvSource({
    "page-based, pagination.limit, 50, pagination.size, 50",
    "page-based, pagination.page_start, 1, pagination.start, 1",
    "page-based, param.limit, 50, params.limit, 50",
    "page-based, params.limit, 50, params.limit, 50",
    "page-based, pagination.page_param, p, pagination.page_param, p",
    "cursor-based, pagination.cursor_param, from, pagination.cursor_param, from",
    "cursor-based, pagination.cursor_id, a, pagination.cursor_id, a",
    "none, param.symbol, BTC, params.symbol, BTC",
    "none, signer_class, NoSigner, method, GET",
    "none, signer_class, '', method, GET",
    "none, method, get, method, GET",
  })
  void should_mean_the_same(
      String type, String theirs, String theirValue, String ours, String ourValue) {
    HttpSourceConfig config = read(Map.of("pagination.type", type, theirs, theirValue));

    assertThat(config.api())
        .usingRecursiveComparison()
        .isEqualTo(read(Map.of("pagination.type", type, ours, ourValue)).api());
    assertThat(config.api().auth()).isEqualTo(AuthConfig.NONE);
  }

  @Test
  void should_know_the_parameter_of_the_page_size() {
    Map<String, String> options =
        Map.of(
            "pagination.type", "page-based",
            "pagination.limit", "50",
            "pagination.limit_param", "n");

    assertThat(read(options).api().pagination())
        .usingRecursiveComparison()
        .isEqualTo(
            read(Map.of(
                    "pagination.type", "page-based",
                    "pagination.size", "50",
                    "pagination.size_param", "n"))
                .api()
                .pagination());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "signer_class | HMACSHA256 | found 'HMACSHA256', expected NoSigner; it is a property of OMLSP, and here that is"
            + " 'auth.type' = 'hmac', 'auth.key' = 'SECRET name', and what is signed: 'auth.message' and 'auth.header', or"
            + " the rules of an exchange, as in 'auth.preset' = 'kucoin', 'auth.key-id' = 'SECRET name', 'auth.passphrase' ="
            + " 'SECRET name'.",
        "signer_class | OAuth2 | found 'OAuth2', expected NoSigner; it is a property of OMLSP, and here that is"
            + " 'auth.type' = 'oauth2-client-credentials', 'auth.token-url', 'auth.client-id' and 'auth.client-secret' ="
            + " 'SECRET name'.",
        "signer_class | Mine | found 'Mine', expected NoSigner; it is a property of OMLSP, and here 'auth.type' says how"
            + " requests are authenticated.",
        "pagination.max | 1000 | it is a property of OMLSP, the number of rows after which a poll ends; here"
            + " 'pagination.stop-jq' says which page is the last, and 'pagination.max-pages' is the number of pages beyond"
            + " which a poll fails.",
        "pagination.type | cursor | found 'cursor', expected 'cursor-based'.",
        "pagination.type | limit_offset | found 'limit_offset', expected 'page-based', which counts pages, or"
            + " 'offset-based', which counts records.",
        "param.symbol | {{sym}} | unknown placeholder '{{sym}}'; this table knows {{trigger_time}}, {{last_trigger_time}},"
            + " {{cursor}}, {{cursor_end}}, {{secret.name}}; for two literal braces write {{{{}}",
      })
  void should_say_what_to_write_instead(String theirs, String value, String problem) {
    assertThatThrownBy(() -> read(Map.of(theirs, value)))
        .hasMessage("Table `c`.`d`.`t` has 1 problem:\n  - '" + theirs + "': " + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HMACSHA256", "hmacsha256"})
  void should_not_let_a_signer_pass_beside_its_successor(String signer) {
    assertThatThrownBy(
            () -> read(Map.of("signer_class", signer, "auth.type", "bearer", "auth.token", "t")))
        .hasMessageStartingWith(
            "Table `c`.`d`.`t` has 1 problem:\n  - 'signer_class': found '" + signer + "'");
  }

  private static HttpSourceConfig read(Map<String, String> given) {
    Map<String, String> options = new HashMap<>(given);
    options.put("connector", "http");
    options.putIfAbsent("url", "https://a/b");
    options.putIfAbsent("schedule", "* * * * *");
    return new HttpOptionsReader("`c`.`d`.`t`", COLUMNS, options, false).read();
  }
}
