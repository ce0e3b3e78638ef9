package io.sqluice.http.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.secret.SessionSecrets;
import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.LocalApi.Asked;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 'http' tables that say who they are, on a MiniCluster, against an API on this machine. */
@Timeout(120)
class HttpAuthTableTest {

  @Test
  void should_authenticate_with_a_secret_of_the_session() throws Exception {
    try (LocalApi api = LocalApi.answering(HttpAuthTableTest::answer);
        SessionSecrets session = SessionSecrets.open()) {
      session.define("client_secret", "s3cret-value");
      TableEnvironment tables =
          TableEnvironment.create(EnvironmentSettings.newInstance().inBatchMode().build());
      create(tables, "a", api);
      create(tables, "b", api);

      List<Row> rows = rows(tables, "SELECT n FROM a UNION ALL SELECT n FROM b");

      assertThat(rows).containsExactly(Row.of(1), Row.of(1));
      assertThat(api.asked())
          .filteredOn(asked -> asked.uri().getPath().equals("/n"))
          .hasSize(2)
          .allSatisfy(
              asked -> assertThat(asked.headers()).containsEntry("authorization", "Bearer T1"));
      assertThat(tables.explainSql("SELECT * FROM a")).doesNotContain("s3cret-value");
    }
  }

  @Test
  void should_not_start_without_the_secret() throws Exception {
    try (LocalApi api = LocalApi.answering(HttpAuthTableTest::answer)) {
      TableEnvironment tables =
          TableEnvironment.create(EnvironmentSettings.newInstance().inBatchMode().build());
      create(tables, "a", api);

      assertThatThrownBy(() -> rows(tables, "SELECT * FROM a"))
          .rootCause()
          .hasMessageStartingWith(
              "Table default_catalog.default_database.a cannot start:\n"
                  + "  - 'auth.client-secret': Nothing defines the secret 'client_secret': ");
      assertThat(api.asked()).isEmpty();
    }
  }

  private static Answer answer(Asked asked) {
    if (asked.uri().getPath().equals("/token")) {
      // me:s3cret-value
      return "Basic bWU6czNjcmV0LXZhbHVl".equals(asked.headers().get("authorization"))
          ? Answer.ok("{\"access_token\":\"T1\",\"expires_in\":3600}")
          : Answer.status(401, "{\"error\":\"invalid_client\"}");
    }
    return "Bearer T1".equals(asked.headers().get("authorization"))
        ? Answer.ok("[{\"n\":1}]")
        : Answer.status(401, "");
  }

  private static void create(TableEnvironment tables, String name, LocalApi api) {
    tables.executeSql(
        "CREATE TABLE "
            + name
            + " (n INT) WITH ('connector' = 'http', 'url' = '"
            + api.url("/n")
            + "', 'auth.type' = 'oauth2-client-credentials', 'auth.token-url' = '"
            + api.url("/token")
            + "', 'auth.client-id' = 'me', 'auth.client-secret' = 'SECRET client_secret')");
  }

  private static List<Row> rows(TableEnvironment tables, String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> results = tables.executeSql(query).collect()) {
      results.forEachRemaining(rows::add);
    }
    return rows;
  }
}
