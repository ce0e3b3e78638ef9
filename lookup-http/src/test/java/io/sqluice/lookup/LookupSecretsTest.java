package io.sqluice.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of lookup tables: they reach the API and nothing that is shown. */
@Timeout(120)
class LookupSecretsTest {

  private static final String SECRET = "hidden/value+1";

  @TempDir private Path folder;

  @Test
  void should_show_no_secret_in_what_a_failed_lookup_gives() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                new Answer(
                    500,
                    Map.of("X-Echo", asked.headers().get("x-key")),
                    "no such key: " + asked.headers().get("x-key")))) {
      TableEnvironment tables = tables(api, "emit");

      List<Row> rows = Tables.rows(tables, "SELECT v, err, code, h['x-echo'][1]" + JOIN);

      assertThat(api.asked().get(0).headers()).containsEntry("x-key", SECRET);
      assertThat(api.asked().get(0).param("key")).isEqualTo(SECRET);
      assertThat(rows)
          .containsExactly(
              Row.of(
                  null,
                  "GET "
                      + api.url("/1?key=***")
                      + " failed after 1 attempt: the server answered with status 500 and the body"
                      + " \"no such key: ***\". Look at the server, or raise 'retry.max-attempts' (now"
                      + " 1).",
                  500,
                  "***"));
    }
  }

  @Test
  void should_show_no_secret_in_plans_and_exceptions() throws Exception {
    try (LocalApi api =
        LocalApi.answering(asked -> Answer.ok("no JSON but " + asked.headers().get("x-key")))) {
      TableEnvironment tables = tables(api, "fail");

      assertThat(tables.explainSql("SELECT v" + JOIN)).doesNotContain(SECRET);
      assertThatThrownBy(() -> Tables.rows(tables, "SELECT v" + JOIN))
          .satisfies(
              failure -> {
                for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                  assertThat(String.valueOf(cause.getMessage())).doesNotContain(SECRET);
                }
              })
          .hasStackTraceContaining("/1?key=*** has an answer that cannot be read: ");
    }
  }

  @Test
  void should_read_a_secret_of_the_file_that_the_table_names() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("{\"v\":1}"))) {
      TableEnvironment tables = tables(api, "fail");
      Path other = Files.writeString(folder.resolve("other"), "of/another file\n");
      tables.executeSql("ALTER TABLE l SET ('secrets.api-key' = 'file:" + other + "')");

      Tables.rows(tables, "SELECT v" + JOIN);

      assertThat(api.asked().get(0).headers()).containsEntry("x-key", "of/another file");
    }
  }

  private static final String JOIN =
      " FROM (SELECT *, PROCTIME() AS p FROM (VALUES (1)) AS t(k)) AS a"
          + " JOIN l FOR SYSTEM_TIME AS OF a.p ON a.k = l.`$k`";

  private TableEnvironment tables(LocalApi api, String errorPolicy) throws Exception {
    Files.writeString(folder.resolve("api-key"), SECRET + "\n");
    Configuration configuration = new Configuration();
    configuration.setString("sqluice.secrets.dir", folder.toString());
    configuration.setString("restart-strategy.type", "none");
    TableEnvironment tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(configuration)
                .build());
    tables.executeSql(
        "CREATE TABLE l ($k INT, v INT, err STRING METADATA FROM 'error',"
            + " code INT METADATA FROM 'status-code',"
            + " h MAP<STRING, ARRAY<STRING>> METADATA FROM 'headers') WITH ("
            + "'connector' = 'lookup-http', 'url' = '"
            + api.url("/$k")
            + "', 'headers.X-Key' = 'SECRET api-key', 'params.key' = '{{secret.api-key}}',"
            + " 'retry.max-attempts' = '1', 'lookup.error-policy' = '"
            + errorPolicy
            + "')");
    return tables;
  }
}
