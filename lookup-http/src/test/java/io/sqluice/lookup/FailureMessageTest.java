package io.sqluice.lookup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the innermost cause of a failed job says, which is what users are shown. */
@Timeout(120)
class FailureMessageTest {

  private static final String TABLE = "Table default_catalog.default_database.stock: ";

  @Test
  void should_name_the_table_and_the_request_that_was_refused() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.status(400, "no such sku"))) {
      assertThatThrownBy(() -> join(api))
          .rootCause()
          .hasMessage(
              TABLE
                  + "GET "
                  + api.url("/stock?sku=tea")
                  + " failed after 1 attempt: the server answered with status 400 and the body"
                  + " \"no such sku\". Check the request, or add the code to 'ignored-codes' (no rows),"
                  + " 'retry-codes' or 'success-codes'.");
    }
  }

  @Test
  void should_name_the_table_and_the_request_whose_answer_cannot_be_read() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("{\"quantity\": \"a few\"}"))) {
      assertThatThrownBy(() -> join(api))
          .rootCause()
          .hasMessage(
              TABLE
                  + "GET "
                  + api.url("/stock?sku=tea")
                  + " has an answer that cannot be read: row 1, field 'quantity' (INT): found"
                  + " \"a few\", expected an integer; convert it in jq, or declare the column as STRING.");
    }
  }

  private static void join(LocalApi api) throws Exception {
    TableEnvironment tables = Tables.batch();
    tables.executeSql(
        "CREATE TABLE stock ($sku STRING, quantity INT) WITH ('connector' = 'lookup-http',"
            + " 'url' = '%s')".formatted(api.url("/stock?sku=$sku")));
    Tables.rows(
        tables,
        "SELECT o.sku, s.quantity FROM (SELECT sku, PROCTIME() AS now FROM (VALUES ('tea')) AS"
            + " v(sku)) AS o JOIN stock FOR SYSTEM_TIME AS OF o.now AS s ON o.sku = s.`$sku`");
  }
}
