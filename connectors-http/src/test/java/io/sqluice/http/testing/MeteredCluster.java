package io.sqluice.http.testing;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.filter.ReporterFilter;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** An embedded cluster that keeps the metrics of tables over HTTP beyond the end of their jobs. */
public final class MeteredCluster extends MiniCluster {

  private final Queue<TableMetric> metrics = new ConcurrentLinkedQueue<>();

  public MeteredCluster() {
    super(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration())
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(4)
            .build());
  }

  private record TableMetric(String job, String name, Metric metric) {}

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.PORT, 0);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(32));
    return configuration;
  }

  @Override
  protected MetricRegistryImpl createMetricRegistry(
      Configuration configuration, long maximumMessageSize) {
    ReporterSetup setup =
        new ReporterSetup(
            "tables",
            new MetricConfig(),
            new TableReporter(),
            ReporterFilter.getNoOpFilter(),
            Map.of());
    return new MetricRegistryImpl(
        MetricRegistryConfiguration.fromConfiguration(configuration, maximumMessageSize),
        List.of(setup));
  }

  /** The numbers of a job's tables by name, summed over tables and subtasks. */
  public Map<String, Long> tableMetrics(JobID job) {
    Map<String, Long> sums = new TreeMap<>();
    for (TableMetric metric : metrics) {
      if (metric.job().equals(job.toHexString())) {
        Number value =
            metric.metric() instanceof Counter counter
                ? (Number) counter.getCount()
                : metric.metric() instanceof Gauge<?> gauge
                    ? (Number) gauge.getValue()
                    : Integer.valueOf(0);
        sums.merge(metric.name(), value.longValue(), Long::sum);
      }
    }
    return sums;
  }

  /** Takes note of what is registered under {@code sqluice.table.<name>}. */
  private final class TableReporter implements MetricReporter {

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      Map<String, String> variables = group.getAllVariables();
      if (variables.containsKey("<table>")) {
        metrics.add(new TableMetric(variables.get("<job_id>"), name, metric));
      }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
      // Their numbers are read when the job has ended.
    }
  }
}
