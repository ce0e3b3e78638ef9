package io.sqluice.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;

/**
 * What has to come out of an example: a jq program from the array of its rows, with the run's start
 * and end as $started and $ended in seconds since 1970, to the array of what is wrong with them.
 */
final class Expectation {

  private final ObjectMapper mapper = new ObjectMapper();
  private final JsonQuery program;

  Expectation(String program) throws IOException {
    this.program = JsonQuery.compile(program, Versions.JQ_1_6);
  }

  /** What is wrong with the rows of a run, one object a line. */
  List<String> complaints(List<String> lines, Instant started, Instant ended) throws IOException {
    ArrayNode rows = mapper.createArrayNode();
    for (String line : lines) {
      rows.add(mapper.readTree(line));
    }
    Scope scope = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
    scope.setValue("started", LongNode.valueOf(started.getEpochSecond()));
    scope.setValue("ended", LongNode.valueOf(ended.getEpochSecond()));
    List<JsonNode> results = new ArrayList<>();
    program.apply(scope, rows, results::add);
    if (results.size() != 1 || !results.get(0).isArray()) {
      throw new AssertionError("expected.jq gave " + results + "; one array is expected");
    }
    List<String> complaints = new ArrayList<>();
    results.get(0).forEach(complaint -> complaints.add(complaint.asText()));
    return complaints;
  }
}
