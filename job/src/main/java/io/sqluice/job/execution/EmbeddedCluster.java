package io.sqluice.job.execution;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.filter.DefaultReporterFilters;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.pekko.PekkoRpcSystem;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.Reference;

/**
 * A Flink cluster in this process, which starts in the background while the script is planned and
 * then takes its jobs.
 */
final class EmbeddedCluster implements AutoCloseable {

  private final Configuration configuration;
  private final MetricReporter progress;
  private int slots;
  private CompletableFuture<MiniCluster> started;

  private EmbeddedCluster(Configuration configuration, MetricReporter progress, int slots) {
    this.configuration = configuration;
    this.progress = progress;
    this.slots = slots;
    this.started = start(configuration, progress, slots);
  }

  /** Begins to start a cluster; a failure shows up when a job is submitted. */
  static EmbeddedCluster start(Configuration settings, MetricReporter progress) {
    Configuration configuration = new Configuration(settings);
    setDefault(configuration, RestOptions.BIND_PORT.key(), "0");
    setDefault(configuration, RestOptions.ADDRESS.key(), "localhost");
    setDefault(configuration, RestOptions.BIND_ADDRESS.key(), "localhost");
    // Nobody but this process talks to the cluster: no port of it is open to the network.
    setDefault(configuration, JobManagerOptions.BIND_HOST.key(), "localhost");
    setDefault(configuration, TaskManagerOptions.BIND_HOST.key(), "localhost");
    setDefault(configuration, WebOptions.SUBMIT_ENABLE.key(), "false");
    int slots =
        configuration
            .getOptional(TaskManagerOptions.NUM_TASK_SLOTS)
            .orElse(Math.max(1, configuration.get(CoreOptions.DEFAULT_PARALLELISM)));
    return new EmbeddedCluster(configuration, progress, slots);
  }

  private static CompletableFuture<MiniCluster> start(
      Configuration configuration, MetricReporter progress, int slots) {
    MiniClusterConfiguration cluster =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(slots)
            .setRpcServiceSharing(RpcServiceSharing.SHARED)
            .build();
    CompletableFuture<MiniCluster> started = new CompletableFuture<>();
    Thread starter =
        new Thread(
            () -> {
              try {
                MiniCluster miniCluster = new ReportingMiniCluster(cluster, progress);
                miniCluster.start();
                started.complete(miniCluster);
              } catch (Throwable e) {
                started.completeExceptionally(e);
              }
            },
            "sqluice-cluster-start");
    starter.setDaemon(true);
    starter.start();
    return started;
  }

  private static void setDefault(Configuration configuration, String key, String value) {
    if (!configuration.containsKey(key)) {
      configuration.setString(key, value);
    }
  }

  /** Submits a job as soon as the cluster is up. No other job may be running. */
  synchronized CompletableFuture<JobClient> submit(StreamGraph graph, ClassLoader classLoader) {
    if (graph.getMaximumParallelism() > slots) {
      // A table may ask for more than the parallelism that the cluster was started for. A worker
      // cannot be added: with one
      // worker Flink leaves out the network.
      close();
      slots = graph.getMaximumParallelism();
      started = start(configuration, progress, slots);
    }
    MiniCluster cluster = started.join();
    return cluster
        .submitJob(graph)
        .thenApply(submitted -> client(cluster, submitted.getJobID(), classLoader));
  }

  private static JobClient client(MiniCluster cluster, JobID job, ClassLoader classLoader) {
    return new MiniClusterJobClient(
        job, cluster, classLoader, MiniClusterJobClient.JobFinalizationBehavior.NOTHING);
  }

  /** What made a job fail so far, oldest first, if it is about to start again; else nothing. */
  synchronized List<Throwable> failuresBeforeRestart(JobID job, ClassLoader classLoader) {
    MiniCluster cluster = started.join();
    List<Throwable> failures = new ArrayList<>();
    if (cluster.getJobStatus(job).join() == JobStatus.RESTARTING) {
      cluster
          .getExecutionGraphInfo(job)
          .join()
          .getExceptionHistory()
          .forEach(entry -> failures.add(entry.getException().deserializeError(classLoader)));
    }
    return failures;
  }

  /** Where the dashboard is served; waits until the cluster is up. */
  synchronized URI dashboard() {
    return started.thenCompose(MiniCluster::getRestAddress).join();
  }

  /** Waits for the end of the start, and for the end of all jobs' clean-up. */
  @Override
  public synchronized void close() {
    started.thenCompose(MiniCluster::closeAsync).exceptionally(failure -> null).join();
  }

  /** Reports metrics to an object of this process, which Flink's configuration could not name. */
  private static final class ReportingMiniCluster extends MiniCluster {

    private final MiniClusterConfiguration cluster;
    private final MetricReporter progress;

    private ReportingMiniCluster(MiniClusterConfiguration cluster, MetricReporter progress) {
      super(cluster, () -> Reference.owned(rpcSystem(cluster.getConfiguration())));
      this.cluster = cluster;
      this.progress = progress;
    }

    /**
     * Flink's loader unpacks the RPC system into a class loader of its own, out of reach of an
     * archive of classes: half of the time that a cluster takes to start.
     */
    private static RpcSystem rpcSystem(Configuration configuration) {
      try {
        return new PekkoRpcSystem();
      } catch (NoClassDefFoundError e) {
        // A class path that has the loader alone.
        return RpcSystem.load(configuration);
      }
    }

    @Override
    protected MetricRegistryImpl createMetricRegistry(
        Configuration configuration, long maximumMessageSize) {
      List<ReporterSetup> reporters =
          new ArrayList<>(
              ReporterSetupBuilder.METRIC_SETUP_BUILDER.fromConfiguration(
                  configuration,
                  DefaultReporterFilters::metricsFromConfiguration,
                  cluster.getPluginManager()));
      reporters.add(ReporterSetupBuilder.METRIC_SETUP_BUILDER.forReporter("sqluice", progress));
      return new MetricRegistryImpl(
          MetricRegistryConfiguration.fromConfiguration(configuration, maximumMessageSize),
          reporters,
          ReporterSetupBuilder.TRACE_SETUP_BUILDER.fromConfiguration(
              configuration,
              DefaultReporterFilters::tracesFromConfiguration,
              cluster.getPluginManager()),
          ReporterSetupBuilder.EVENT_SETUP_BUILDER.fromConfiguration(
              configuration,
              DefaultReporterFilters::eventsFromConfiguration,
              cluster.getPluginManager()));
    }
  }
}
