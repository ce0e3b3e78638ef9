package io.sqluice.job.execution;

import java.util.stream.Stream;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;

/** Makes a stream environment submit its jobs to an embedded cluster. */
final class EmbeddedExecution implements PipelineExecutorServiceLoader, PipelineExecutorFactory {

  private static final String NAME = "sqluice-embedded";

  private final EmbeddedCluster cluster;

  EmbeddedExecution(EmbeddedCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
    return this;
  }

  @Override
  public Stream<String> getExecutorNames() {
    return Stream.of(NAME);
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean isCompatibleWith(Configuration configuration) {
    return true;
  }

  @Override
  public PipelineExecutor getExecutor(Configuration configuration) {
    return (pipeline, jobConfiguration, classLoader) ->
        cluster.submit(
            PipelineExecutorUtils.getStreamGraph(pipeline, jobConfiguration), classLoader);
  }
}
