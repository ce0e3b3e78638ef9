package io.sqluice.http.faults;

import static io.sqluice.http.faults.Answers.json;
import static io.sqluice.http.faults.Fault.fault;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** Tables that read answers page by page. */
final class Paged {

  private Paged() {}

  /** A table whose answers are arrays of rows. */
  static Fault paged(String type, ResponseDefinitionBuilder... answers) {
    return fault(type, answers).with("pagination.type", type);
  }

  /** A table whose answers are those of {@link #page}. */
  static Fault body(String type, ResponseDefinitionBuilder... answers) {
    return paged(type, answers).with("jq", ".items[] | {n: .}");
  }

  static ResponseDefinitionBuilder page(String items, String next) {
    return template(json("{\"items\": " + items + ", \"next\": " + next + "}"));
  }

  static ResponseDefinitionBuilder template(ResponseDefinitionBuilder answer) {
    return answer.withTransformers("response-template");
  }
}
