package io.sqluice.http.table;

import io.sqluice.http.source.HttpMetadata;
import io.sqluice.http.testing.ReferencePage;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tables of docs/http-source.md equal to the declarations they describe. To write them
 * anew: {@code mvn test -pl connectors-http -Dtest=HttpSourcePageTest -Dsqluice.docs.write=true}.
 */
class HttpSourcePageTest {

  @Test
  void should_be_up_to_date() throws IOException {
    ReferencePage page =
        new ReferencePage(
            "http-source.md",
            HttpConnectorOptions.ALL,
            Arrays.stream(HttpMetadata.values())
                .map(
                    column ->
                        new ReferencePage.Column(
                            column.key(), column.dataType(), column.description()))
                .toList());

    page.assertUpToDate("mvn test -pl connectors-http -Dtest=HttpSourcePageTest");
  }
}
