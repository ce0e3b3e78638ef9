package io.sqluice.http.faults;

import static io.sqluice.http.faults.Answers.json;
import static io.sqluice.http.faults.Answers.ok;
import static io.sqluice.http.faults.Fault.abandonedPoll;
import static io.sqluice.http.faults.Fault.fault;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that say 200 and hold an error. */
class ErrorObjectFaultsTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  private static final String BUSY = "{\"error\":{\"text\":\"too busy\",\"passes\":true}}";
  private static final String BANNED = "{\"error\":{\"text\":\"banned\",\"passes\":false}}";

  private static final String BANNED_MESSAGE =
      "GET {api}/n failed after 1 attempt: the answer with status 200 is an error: banned."
          + " Check the request, or the options 'error.jq' and 'retry.jq'.";

  static Stream<Fault> faults() {
    return Stream.of(
        fault("200 with an error object that nothing looks for", json(BUSY))
            .rows((Object) null)
            .metric("failedPolls", 0)
            .warns(
                "Table default_catalog.default_database.t: No record of the first page has a field"
                    + " for the column n, so that it is NULL; the fields are error. Names are"
                    + " case-sensitive: correct them in the table, or rename the fields with jq; if"
                    + " this is an error object, let 'error.jq' find it."),
        filtered("200 with an error object", json(BANNED))
            .requests(1)
            .metric("retries", 0)
            .metric("responses2xx", 1)
            .metric("failedPolls", 1)
            .fails(BANNED_MESSAGE),
        filtered("200 with an error object, in a streaming job", json(BANNED), ok(2))
            .polls(2)
            .rows(2L)
            .requests(2)
            .metric("failedPolls", 1)
            .warns(abandonedPoll(1, 0, BANNED_MESSAGE)),
        filtered("200 with an error object that passes", json(BUSY), json(BUSY), ok(1))
            .rows(1L)
            .requests(3)
            .metric("retries", 2)
            .metric("responses2xx", 3)
            .metric("failedPolls", 0)
            .warns(
                "Table default_catalog.default_database.t: GET {api}/n failed after 1 attempt: the answer with status 200 is an error: too busy;"
                    + " the next of 5 attempts is in 7 ms",
                "Table default_catalog.default_database.t: GET {api}/n failed after 2 attempts: the answer with status 200 is an error: too busy;"
                    + " the next of 5 attempts is in 14 ms"),
        filtered("200 with an error object that does not pass", json(BUSY))
            .with("retry.max-attempts", "2")
            .requests(2)
            .metric("failedPolls", 1)
            .warns(
                "Table default_catalog.default_database.t: GET {api}/n failed after 1 attempt: the answer with status 200 is an error: too busy;"
                    + " the next of 2 attempts is in 7 ms")
            .fails(
                "GET {api}/n failed after 2 attempts: the answer with status 200 is an error: too"
                    + " busy. Check the request, or the options 'error.jq' and 'retry.jq'."),
        filtered("200 without JSON where errors are looked for", json("<html>busy</html>"))
            .requests(1)
            .metric("failedPolls", 1)
            .fails(
                "the body is not JSON (line 1, column 1): Unexpected character ('<' (code 60)):"
                    + " expected a valid value (JSON String, Number, Array, Object or token 'null',"
                    + " 'true' or 'false'); it starts with \"<html>busy</html>\" and looks like HTML, such"
                    + " as a login or an error page; check the option 'url'"));
  }

  private static Fault filtered(String name, ResponseDefinitionBuilder... answers) {
    return fault(name, answers)
        .with("error.jq", "if type == \"object\" then .error | values | .text else null end")
        .with("retry.jq", ".error.passes");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }
}
