package io.sqluice.http.table;

import static io.sqluice.http.options.TransformOptions.SCHEMA_INFER;

import io.sqluice.http.api.ApiConfig;
import io.sqluice.http.api.ApiSession;
import io.sqluice.http.api.Causes;
import io.sqluice.http.api.TaskContext;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.incremental.CursorException;
import io.sqluice.http.options.ApiOptions;
import io.sqluice.http.options.FlinkFormats;
import io.sqluice.http.options.RequestOptions;
import io.sqluice.http.options.TableOptions;
import io.sqluice.http.pagination.PaginationException;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.request.RequestTemplate;
import io.sqluice.http.response.BodyFormat;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.source.FirstRequest;
import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.table.DeclaredTable.Kind;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.SimpleUserCodeClassLoader;

/** Asks an API once for an answer, as the table will: with its credentials, limits and retries. */
final class SampleRequest {

  private static final RowType NO_COLUMNS = new RowType(false, List.of());

  private final DeclaredTable table;
  private final InstantSource clock;

  SampleRequest(DeclaredTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * Sends the request for the first page and waits for the answer.
   *
   * @throws ValidationException if the table's options are wrong, or do not say by themselves what
   *     to ask
   * @throws TableException if there is no good answer
   */
  Sample send() {
    return table.kind() == Kind.POLLED ? poll() : lookUp();
  }

  private Sample poll() {
    boolean batch = HttpTableSourceFactory.isBatch(table.configuration());
    HttpSourceConfig config =
        new HttpOptionsReader(
                table.name(),
                NO_COLUMNS,
                Set.of(),
                table.options(),
                batch,
                table.classLoader(),
                FlinkFormats.none())
            .columnsUnknown()
            .read();
    return send(
        config.api(),
        RequestConfig.SOURCE_VARIABLES,
        session ->
            FirstRequest.of(config, session, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
  }

  private Sample lookUp() {
    TableOptions options = new TableOptions(table.options());
    rejectKeys(options);
    ApiConfig api =
        new ApiOptions(options, table.classLoader(), FlinkFormats.none())
            .read(table.name(), NO_COLUMNS, List.of(), false);
    options.throwIfAnyProblem(table.name());
    return send(
        api,
        List.of(),
        session ->
            session
                .pagination()
                .apply(session.template().render(Map.of()), session.pagination().firstToken()));
  }

  private void rejectKeys(TableOptions declared) {
    RequestConfig request = RequestOptions.read(new TableOptions(table.options()), List.of(), null);
    if (!RequestTemplate.problems(request, List.of(), null).isEmpty()) {
      declared.problem(
          SCHEMA_INFER.key(),
          "the request has placeholders for the keys of a row, and there is no row when the table is created; name a file with a recorded answer in 'schema.sample'.");
      declared.throwIfAnyProblem(table.name());
    }
  }

  /** Makes a request of what a session has. */
  private interface Maker {
    HttpRequest request(ApiSession session) throws CursorException, PaginationException;
  }

  private Sample send(ApiConfig api, List<String> variables, Maker maker) {
    ApiConfig asking = api.withExtraction(withoutRows(api.extraction()));
    TaskContext task =
        new TaskContext(
            new UnregisteredMetricsGroup(),
            table.configuration(),
            SimpleUserCodeClassLoader.create(table.classLoader()),
            clock);
    try (ApiSession session = ApiSession.open(asking, variables, NO_COLUMNS, task)) {
      HttpResponse answer = await(session.caller().call(maker.request(session)));
      if (api.client().codes().ignored().contains(answer.statusCode())) {
        throw failure(
            "the answer has the status code %d, with which it has no rows"
                .formatted(answer.statusCode()),
            null);
      }
      return new Sample(answer, session.secrets().redaction()::redact);
    } catch (SuppressRestartsException e) {
      throw failure(e.getCause().getMessage(), e.getCause());
    } catch (CursorException | PaginationException e) {
      throw failure(e.getMessage(), e);
    }
  }

  /** Filters over whole answers need the format; rows are not made yet. */
  private static ExtractionConfig withoutRows(ExtractionConfig config) {
    return new ExtractionConfig(
        NO_COLUMNS,
        config.format() == BodyFormat.FLINK ? BodyFormat.JSON : config.format(),
        null,
        config.jqTimeout(),
        config.timestamps(),
        config.text(),
        config.decodeErrors());
  }

  private HttpResponse await(CompletableFuture<HttpResponse> call) {
    try {
      return call.get();
    } catch (ExecutionException e) {
      Throwable failure = Causes.of(e.getCause());
      throw failure(failure.getMessage(), failure);
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw failure("interrupted while waiting for the answer", e);
    }
  }

  private TableException failure(String message, Throwable cause) {
    return new TableException(
        "The request for the columns of table %s ('schema.infer' = 'fetch') failed: %s"
            .formatted(table.name(), message),
        cause);
  }
}
