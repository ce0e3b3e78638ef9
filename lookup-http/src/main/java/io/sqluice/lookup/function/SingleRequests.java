package io.sqluice.lookup.function;

import io.sqluice.http.client.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Sends a request for each row. */
final class SingleRequests implements Requests {

  private final Keys keys;
  private final Answers answers;
  private final PageRows pageRows;

  SingleRequests(Keys keys, Answers answers, PageRows pageRows) {
    this.keys = keys;
    this.answers = answers;
    this.pageRows = pageRows;
  }

  @Override
  public CompletableFuture<List<RowData>> ask(GenericRowData parameters) {
    HttpRequest request;
    try {
      request = answers.request(keys.variables(parameters));
    } catch (LookupFailure unfit) {
      return CompletableFuture.failedFuture(unfit);
    }
    RowSink rows = new RowSink(pageRows, parameters);
    return answers
        .read(request, rows)
        .thenApply(
            nothing -> {
              pageRows.warnings().noteAnswer(rows.ignored());
              return rows.rows();
            });
  }
}
