package io.sqluice.http.api;

import io.sqluice.http.auth.Authenticators;
import io.sqluice.http.client.AnswerCheck;
import io.sqluice.http.client.Authenticator;
import io.sqluice.http.client.CallHooks;
import io.sqluice.http.client.HttpCaller;
import io.sqluice.http.client.Lease;
import io.sqluice.http.client.SharedResources;
import io.sqluice.http.client.TlsFileException;
import io.sqluice.http.pagination.Pagination;
import io.sqluice.http.request.RequestTemplate;
import io.sqluice.http.response.AnswerFilter;
import io.sqluice.http.response.FormatContext;
import io.sqluice.http.response.JqThreadPool;
import io.sqluice.http.response.PageExtractor;
import io.sqluice.http.secret.MissingSecretException;
import io.sqluice.http.secret.TableSecrets;
import io.sqluice.http.secret.WorkerSecrets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.types.logical.RowType;

/**
 * What one task has open to ask an API: its secrets, the request with them, credentials, the
 * client, and what reads answers. Thread-safe, as what it hands out is.
 */
public final class ApiSession implements AutoCloseable {

  /** Set in the configuration of the cluster, not of the job or the table. */
  private static final ConfigOption<String> SECRETS_DIRECTORY =
      ConfigOptions.key(WorkerSecrets.DIRECTORY_OPTION)
          .stringType()
          .noDefaultValue()
          .withDescription("A folder of the worker with a file for each secret.");

  private final TableSecrets secrets;
  private final RequestTemplate template;
  private final Pagination pagination;
  private final Lease lease;
  @Nullable private Authenticator authenticator;
  @Nullable private HttpCaller caller;
  @Nullable private PageExtractor extractor;

  private ApiSession(
      TableSecrets secrets, RequestTemplate template, Pagination pagination, Lease lease) {
    this.secrets = secrets;
    this.template = template;
    this.pagination = pagination;
    this.lease = lease;
  }

  /**
   * Opens what a task needs. No request is sent.
   *
   * @param variables the names that placeholders of the request may have
   * @param columns those of the table's columns that are wanted
   * @throws SuppressRestartsException if a secret or a file that the table needs is not there:
   *     another start would find it no more than this one
   * @throws IllegalArgumentException if a secret's value is of no use
   */
  public static ApiSession open(
      ApiConfig config, Collection<String> variables, RowType columns, TaskContext task) {
    ApiSession session = null;
    try {
      TableSecrets secrets = secrets(config, task.worker());
      session =
          new ApiSession(
              secrets,
              RequestTemplate.compile(
                  config.request(),
                  variables,
                  config.client().hosts().allowedHosts(),
                  secrets::resolve),
              config.pagination().create(config.client().hosts()),
              SharedResources.acquire());
      session.connect(config, columns, task);
      return session;
    } catch (RuntimeException | Error failed) {
      if (session != null) {
        session.close();
      }
      if (failed instanceof MissingSecretException || failed instanceof TlsFileException) {
        throw new SuppressRestartsException(failed);
      }
      throw failed;
    }
  }

  private static TableSecrets secrets(ApiConfig config, ReadableConfig worker) {
    Optional<Path> directory = worker.getOptional(SECRETS_DIRECTORY).map(Path::of);
    WorkerSecrets known = WorkerSecrets.ofProcess(directory.orElse(null));
    return new TableSecrets(
        config.tableName(),
        name -> known.resolve(name, Optional.ofNullable(config.secrets().get(name))));
  }

  private void connect(ApiConfig config, RowType columns, TaskContext task) {
    JqThreadPool jqThreads = JqThreadPool.of(lease);
    authenticator =
        Authenticators.open(
            config.auth(),
            secrets,
            task.clock(),
            config.client(),
            task.classLoader().asClassLoader());
    AnswerCheck check =
        config.answerFilter() == null
            ? AnswerCheck.NONE
            : new AnswerFilter(config.answerFilter(), config.extraction(), jqThreads);
    CallHooks hooks = new CallHooks(authenticator, check, secrets.redaction());
    caller = HttpCaller.open(config.client(), hooks, secrets, task.metrics());
    extractor =
        new PageExtractor(
            config.extraction(),
            columns,
            new FormatContext(
                new TableWarnings(config.tableName(), secrets.redaction()),
                task.metrics(),
                task.classLoader(),
                jqThreads,
                secrets.redaction()::redact));
  }

  /** The secrets that the table refers to; those of the request and of the client are resolved. */
  public TableSecrets secrets() {
    return secrets;
  }

  /** The request, with its secrets. */
  public RequestTemplate template() {
    return template;
  }

  /** How answers are read page by page. */
  public Pagination pagination() {
    return pagination;
  }

  /** Sends requests. */
  public HttpCaller caller() {
    return caller;
  }

  /** Makes rows of answers. */
  public PageExtractor extractor() {
    return extractor;
  }

  /** The worker's shared resources, until the session is closed. */
  public Lease resources() {
    return lease;
  }

  /** Cancels the calls that are under way. Does not wait. */
  @Override
  public void close() {
    if (extractor != null) {
      extractor.close();
    }
    if (caller != null) {
      caller.close();
    }
    if (authenticator != null) {
      authenticator.close();
    }
    lease.close();
  }
}
