package io.sqluice.lookup.table;

import io.sqluice.http.testing.ReferencePage;
import io.sqluice.lookup.function.LookupMetadata;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tables of docs/http-lookup.md equal to the declarations they describe. To write them
 * anew: {@code mvn test -pl connectors-http,lookup-http -Dtest=LookupPageTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dsqluice.docs.write=true}.
 */
class LookupPageTest {

  @Test
  void should_be_up_to_date() throws IOException {
    ReferencePage page =
        new ReferencePage(
            "http-lookup.md",
            LookupConnectorOptions.ALL,
            Arrays.stream(LookupMetadata.values())
                .map(
                    column ->
                        new ReferencePage.Column(
                            column.key(), column.dataType(), column.description()))
                .toList());

    page.assertUpToDate(
        "mvn test -pl connectors-http,lookup-http -Dtest=LookupPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false");
  }
}
