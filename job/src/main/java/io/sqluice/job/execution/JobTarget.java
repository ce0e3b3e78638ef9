package io.sqluice.job.execution;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where jobs run: on a cluster inside this process, or on the one that {@code flink run} was told.
 */
final class JobTarget implements AutoCloseable {

  private final StreamExecutionEnvironment environment;
  private final Optional<EmbeddedCluster> embedded;

  private JobTarget(StreamExecutionEnvironment environment, Optional<EmbeddedCluster> embedded) {
    this.environment = environment;
    this.embedded = embedded;
  }

  /** The target of a run; an embedded cluster begins to start. */
  static JobTarget start(SessionSettings settings, RunOptions options, MetricReporter progress) {
    Optional<StreamExecutionEnvironment> given = givenEnvironment();
    if (given.isPresent()) {
      given.get().configure(settings.overrides());
      return new JobTarget(given.get(), Optional.empty());
    }
    Configuration configuration = settings.configuration();
    options
        .dashboardPort()
        .ifPresent(
            port -> {
              configuration.setString(RestOptions.BIND_PORT.key(), Integer.toString(port));
              configuration.set(RestOptions.PORT, port);
            });
    EmbeddedCluster cluster = EmbeddedCluster.start(configuration, progress);
    return new JobTarget(
        embeddedEnvironment(configuration, new EmbeddedExecution(cluster)), Optional.of(cluster));
  }

  /** An environment in which scripts can be planned but not run. */
  static StreamExecutionEnvironment forPlanning(SessionSettings settings) {
    return new StreamExecutionEnvironment(settings.configuration());
  }

  private static StreamExecutionEnvironment embeddedEnvironment(
      Configuration configuration, EmbeddedExecution execution) {
    Configuration jobs = new Configuration(configuration);
    jobs.set(DeploymentOptions.TARGET, execution.getName());
    return new StreamExecutionEnvironment(
        execution, jobs, Thread.currentThread().getContextClassLoader());
  }

  /** Whether jobs run in this process, so that workers know what this process knows. */
  static boolean isThisProcess() {
    return givenEnvironment().isEmpty();
  }

  /** What {@code flink run} put in place; a program of its own finds a local environment there. */
  private static Optional<StreamExecutionEnvironment> givenEnvironment() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    return environment instanceof LocalStreamEnvironment
        ? Optional.empty()
        : Optional.of(environment);
  }

  StreamExecutionEnvironment environment() {
    return environment;
  }

  /** Where Flink's dashboard of the embedded cluster is; empty on a cluster that was given. */
  Optional<URI> dashboard() {
    return embedded.map(EmbeddedCluster::dashboard);
  }

  /**
   * What made a job fail so far, oldest first, if it is about to start again; nothing is known of
   * other clusters.
   */
  List<Throwable> failuresBeforeRestart(JobID job) {
    return embedded
        .map(
            cluster ->
                cluster.failuresBeforeRestart(job, Thread.currentThread().getContextClassLoader()))
        .orElse(List.of());
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedCluster::close);
  }
}
