package io.sqluice.http.faults;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.sqluice.http.client.RawServer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.Nullable;
import org.apache.flink.types.Row;

/**
 * A fault that a table meets, and the outcome: rows, requests, metrics, warnings and the message
 * with which the job fails. What is not said is expected not to be: no rows, no warning, no
 * failure. There is one request if nothing else is said.
 *
 * <p>In texts, {@code {api}} stands for the address of the server, {@code {api by number}} for its
 * other one, which is another origin, and {@code {time}} for the trigger time of a poll.
 */
final class Fault {

  private final String name;
  private final Behaviour behaviour;
  private final Map<String, String> options = new LinkedHashMap<>();
  private String columns = "n BIGINT";
  @Nullable private Integer polls;

  private List<Row> rows = List.of();
  private int requests = 1;
  @Nullable private List<String> urls;
  private final Map<String, Long> metrics = new TreeMap<>();
  private List<String> warnings = List.of();
  @Nullable private String failure;

  /** What a server does. */
  sealed interface Behaviour {}

  /** It gives one answer after the other, and the last one again to all requests that follow. */
  record Answering(List<ResponseDefinitionBuilder> answers) implements Behaviour {}

  /** It plays a script on each connection. */
  record Playing(RawServer.Script script) implements Behaviour {}

  private Fault(String name, Behaviour behaviour) {
    this.name = name;
    this.behaviour = behaviour;
    with("retry.initial-backoff", "7 ms");
    with("retry.jitter", "0");
  }

  /** A table in batch mode, the column n and short backoffs, and a server that answers this. */
  static Fault fault(String name, ResponseDefinitionBuilder... answers) {
    return new Fault(name, new Answering(List.of(answers)));
  }

  /** The same with a server of whose answers not even HTTP is certain. */
  static Fault fault(String name, RawServer.Script script) {
    return new Fault(name, new Playing(script));
  }

  Fault columns(String definitions) {
    columns = definitions;
    return this;
  }

  Fault with(String option, String value) {
    options.put(option, value);
    return this;
  }

  /** A job in streaming mode instead, which ends after as many polls, failed ones included. */
  Fault polls(int count) {
    polls = count;
    return this;
  }

  /** The values of the one column. */
  Fault rows(Object... values) {
    rows = Arrays.stream(values).map(value -> Row.of(value)).toList();
    return this;
  }

  Fault requests(int count) {
    requests = count;
    return this;
  }

  /** The requests by their targets, in order. */
  Fault requests(String... targets) {
    urls = List.of(targets);
    requests = targets.length;
    return this;
  }

  Fault metric(String metric, long value) {
    metrics.put(metric, value);
    return this;
  }

  Fault warns(String... messages) {
    warnings = List.of(messages);
    return this;
  }

  /** The one poll of the job fails before its first page, for this reason, and so does the job. */
  Fault fails(String problem) {
    return failsWith(failedPoll(1, 0, problem));
  }

  Fault failsWith(String message) {
    failure = message;
    return this;
  }

  /** What is said of a failed poll that does not fail the job. */
  static String abandonedPoll(int number, int pages, String problem) {
    return failedPoll(number, pages, problem)
        + (problem.endsWith(".") ? "" : ".")
        + " The next poll starts anew ('scan.error-policy' = 'continue').";
  }

  /** What is said of a failed poll of the table. */
  static String failedPoll(int number, int pages, String problem) {
    return "Poll "
        + number
        + " of table default_catalog.default_database.t (trigger time {time}, page "
        + pages
        + ") failed: "
        + problem;
  }

  Behaviour behaviour() {
    return behaviour;
  }

  boolean isStreaming() {
    return polls != null;
  }

  /** The definition of the table, named t, that meets the fault. */
  String table(String url) {
    StringBuilder ddl = new StringBuilder("CREATE TABLE t (" + columns + ") WITH (");
    ddl.append("'connector' = 'http'");
    Map<String, String> all = new LinkedHashMap<>(options);
    all.putIfAbsent("url", url + "/n");
    if (polls != null) {
      all.putIfAbsent("scan.poll-interval", "5 ms");
      all.put("scan.bounded.max-polls", String.valueOf(polls));
    }
    all.forEach((option, value) -> ddl.append(", '" + option + "' = '" + value + "'"));
    return ddl.append(')').toString().replace("{api}", url);
  }

  List<Row> rows() {
    return rows;
  }

  int requests() {
    return requests;
  }

  /** Null if only their number is known. */
  @Nullable
  List<String> targets() {
    return urls;
  }

  Map<String, Long> metrics() {
    return metrics;
  }

  List<String> warnings() {
    return warnings;
  }

  @Nullable
  String failure() {
    return failure;
  }

  @Override
  public String toString() {
    return name;
  }
}
