package io.sqluice.benchmarks.source;

import static org.asynchttpclient.Dsl.asyncHttpClient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import org.asynchttpclient.AsyncHttpClient;

/**
 * The reference of the source benchmark: the same client, Jackson's tree and jackson-jq in a loop,
 * without Flink and without a row.
 */
public final class BareLoop {

  /** That of the connector's own programs, so that both sides run the same functions. */
  private static final Version JQ_VERSION = Versions.JQ_1_7;

  private BareLoop() {}

  /**
   * Polls back to back and prints the number of records of the last answer.
   *
   * @param arguments the URL, the jq filter, and the number of polls
   */
  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    int polls = Integer.parseInt(arguments[2]);
    ObjectMapper mapper = new ObjectMapper();
    Scope scope = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(JQ_VERSION, scope);
    JsonQuery filter = JsonQuery.compile(arguments[1], JQ_VERSION);
    long records = 0;
    try (AsyncHttpClient client = asyncHttpClient()) {
      for (int poll = 0; poll < polls; poll++) {
        byte[] body = client.prepareGet(url).execute().get().getResponseBodyAsBytes();
        JsonNode document = mapper.readTree(body);
        RecordCount count = new RecordCount();
        filter.apply(scope, document, count::add);
        records = count.records;
      }
    }
    System.out.println(records);
  }

  /** Looks at each record, so that none is computed for nothing. */
  private static final class RecordCount {
    private long records;

    private void add(JsonNode value) {
      if (value.has("symbol")) {
        records++;
      }
    }
  }
}
