package io.sqluice.duckdb.table;

import io.sqluice.http.testing.ReferencePage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Keeps the table of options in docs/duckdb.md equal to the declarations. To write it anew: {@code
 * mvn test -pl connectors-http,duckdb-udf -Dtest=DuckDbPageTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dsqluice.docs.write=true}.
 */
class DuckDbPageTest {

  @Test
  void should_be_up_to_date() throws IOException {
    new ReferencePage("duckdb.md", DuckDbConnectorOptions.ALL, List.of())
        .assertUpToDate(
            "mvn test -pl connectors-http,duckdb-udf -Dtest=DuckDbPageTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false");
  }
}
