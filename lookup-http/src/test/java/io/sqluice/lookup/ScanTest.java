package io.sqluice.lookup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.junit.jupiter.api.Test;

/** Queries that read a 'lookup-http' table without the keys of a row. */
class ScanTest {

  private static final String REFUSED =
      "Table default_catalog.default_database.products is asked for the keys of a row and cannot be"
          + " read by itself; join it: ... FROM (SELECT *, PROCTIME() AS now FROM a_table) AS a JOIN"
          + " products FOR SYSTEM_TIME AS OF a.now AS l ON ...";

  @Test
  void should_say_how_the_table_is_read_instead() {
    refused("SELECT * FROM products", Tables.streaming());
    refused("SELECT * FROM products", Tables.batch());
  }

  @Test
  void should_say_so_of_a_join_without_a_time() {
    String join =
        "SELECT o.sku, p.name FROM (VALUES ('tea'), ('juice')) AS o(sku)"
            + " JOIN products AS p ON o.sku = p.`$sku`";

    refused(join, Tables.streaming());
    refused(join, Tables.batch());
  }

  private static void refused(String query, TableEnvironment tables) {
    tables.executeSql(
        "CREATE TABLE products ($sku STRING, name STRING) WITH ('connector' = 'lookup-http',"
            + " 'url' = 'http://localhost:1/products?sku=$sku')");

    assertThatThrownBy(() -> tables.executeSql(query))
        .isInstanceOf(ValidationException.class)
        .hasMessage(REFUSED);
    assertThatThrownBy(() -> tables.explainSql(query)).hasMessage(REFUSED);
  }
}
