package io.sqluice.lookup.function;

import io.sqluice.http.api.ApiConfig;
import io.sqluice.http.api.ApiSession;
import io.sqluice.http.api.TableWarnings;
import io.sqluice.http.api.TaskContext;
import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.client.Lease;
import io.sqluice.http.client.RateLimit;
import java.time.InstantSource;
import java.util.function.Function;
import javax.annotation.Nullable;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.util.SimpleUserCodeClassLoader;

/**
 * What the lookups of one table and subtask have open: metrics, the session with the API, and what
 * they share with the other subtasks of the worker.
 */
final class LookupTask implements AutoCloseable {

  private final LookupConfig config;
  private final LookupPlan plan;
  private final LookupMetrics metrics;
  private final ApiSession session;
  private final LookupWarnings warnings;
  private final ClassLoader classLoader;

  private LookupTask(
      LookupConfig config,
      LookupPlan plan,
      LookupMetrics metrics,
      ApiSession session,
      LookupWarnings warnings,
      ClassLoader classLoader) {
    this.config = config;
    this.plan = plan;
    this.metrics = metrics;
    this.session = session;
    this.warnings = warnings;
    this.classLoader = classLoader;
  }

  /**
   * Opens the task; no request is sent.
   *
   * @param metrics made of the group of the table when it is known that the task can start
   * @throws org.apache.flink.runtime.execution.SuppressRestartsException if a secret or a file that
   *     the table needs is not there
   */
  static LookupTask open(
      LookupConfig config,
      LookupPlan plan,
      Function<MetricGroup, LookupMetrics> metrics,
      FunctionContext context) {
    MetricGroup group = metricGroup(config, context);
    InstantSource clock = InstantSource.system();
    ApiSession session =
        ApiSession.open(
            shareOf(config.api(), context.getTaskInfo().getNumberOfParallelSubtasks()),
            config.variables(),
            plan.answerColumns(),
            new TaskContext(
                group,
                WorkerConfiguration.of(context),
                SimpleUserCodeClassLoader.create(context.getUserCodeClassLoader()),
                clock));
    TableWarnings log = new TableWarnings(config.api().tableName(), session.secrets().redaction());
    return new LookupTask(
        config,
        plan,
        metrics.apply(group),
        session,
        new LookupWarnings(log, config.api().extraction().decodeErrors(), clock),
        context.getUserCodeClassLoader());
  }

  /** The group of a table's metrics in that of its operator. */
  static MetricGroup metricGroup(LookupConfig config, FunctionContext context) {
    return TaskContext.tableGroup(context.getMetricGroup(), config.api().tableName());
  }

  private static ApiConfig shareOf(ApiConfig api, int subtasks) {
    ClientConfig client = api.client();
    // Tables of different jobs may have one name.
    String asked = api.tableName() + ' ' + api.request().method() + ' ' + api.request().url();
    return api.withClient(
        client.withRateLimit(client.rateLimit().with(new RateLimit.Part(asked, subtasks))));
  }

  /** What loads all rows. */
  AllRows allRows() {
    Answers answers = new Answers(config, session);
    PageRows pageRows = new PageRows(new ResultRows(plan), answers.redaction(), metrics, warnings);
    return new AllRows(config, new Keys(plan), answers, pageRows, metrics, warnings);
  }

  /** What looks rows up. */
  RowLookup rowLookup(Function<LookupConfig.CacheConfig, AnswerCache> caches) {
    Lease lease = session.resources();
    SharedBy key = new SharedBy(config, plan, classLoader);
    Keys keys = new Keys(plan);
    Answers answers = new Answers(config, session);
    ResultRows resultRows = new ResultRows(plan);
    PageRows pageRows = new PageRows(resultRows, answers.redaction(), metrics, warnings);
    Requests requests =
        config.batch() == null
            ? new SingleRequests(keys, answers, pageRows)
            : batches(answers, pageRows);
    AnswerCache cache = cache(caches, lease, key);
    if (cache != null) {
      requests = new KeptRequests(cache, requests);
    }
    if (config.singleFlight()) {
      requests =
          new SharedRequests(
              lease.share(SharedRequests.UnderWay.class, key, SharedRequests.UnderWay::new),
              requests,
              metrics);
    }
    return new RowLookup(
        config.errorPolicy(),
        keys,
        requests,
        cache,
        resultRows,
        answers.redaction(),
        metrics,
        warnings);
  }

  @Nullable
  private AnswerCache cache(
      Function<LookupConfig.CacheConfig, AnswerCache> caches, Lease lease, SharedBy key) {
    if (config.cache() == null) {
      return null;
    }
    AnswerCache cache = lease.share(AnswerCache.class, key, () -> caches.apply(config.cache()));
    metrics.registerCache(cache::size);
    return cache;
  }

  private Requests batches(Answers answers, PageRows pageRows) {
    LookupPlan.Parameter parameter = plan.parameters().get(0);
    metrics.registerBatches();
    return new BatchedRequests(
        config.batch(),
        parameter,
        answers,
        pageRows,
        new BatchKeys(config.batch(), parameter, config.api().extraction().timestamps()),
        metrics,
        session.resources().timers());
  }

  /** Cancels what is under way. Does not wait. */
  @Override
  public void close() {
    session.close();
  }
}
