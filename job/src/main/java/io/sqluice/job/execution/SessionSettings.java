package io.sqluice.job.execution;

import io.sqluice.job.script.BatchCalls;
import io.sqluice.job.script.Script;
import io.sqluice.job.script.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;

/**
 * Flink's configuration for a script: defaults, over them the script's SETs, over them the command
 * line.
 *
 * <p>The SETs are read before a planner exists, because the runtime mode is fixed when it is made
 * and because the cluster starts meanwhile. That a SET behind the first query is an error makes
 * their order of no account.
 */
public final class SessionSettings {

  /** Read by the factory of tables that poll on outside of batch mode. */
  private static final String BOUNDED = "sqluice.bounded";

  /** Flink's own, with which it compares the results of both modes. */
  private static final String SORT = "__table.exec.sort.non-temporal.enabled__";

  private final Map<String, String> defaults = new HashMap<>();
  private final Map<String, String> script = new HashMap<>();
  private final Map<String, String> commandLine = new HashMap<>();
  private boolean batch;
  private boolean streaming;

  private SessionSettings() {}

  public static SessionSettings of(Script script, RunOptions options) {
    SessionSettings settings = new SessionSettings();
    settings.readScript(script);
    settings.defaults.put(CoreOptions.DEFAULT_PARALLELISM.key(), "1");
    settings.defaults.put(PipelineOptions.NAME.key(), fileName(script));
    // The operators of Flink's SQL keep no row that they did not copy, so that copying each row
    // between them is time for nothing.
    settings.defaults.put(PipelineOptions.OBJECT_REUSE.key(), "true");
    options
        .checkpoints()
        .ifPresent(
            checkpoints ->
                settings.defaults.put(
                    CheckpointingOptions.CHECKPOINTING_INTERVAL.key(),
                    checkpoints.interval().toMillis() + " ms"));
    boolean checkpointed =
        options.checkpoints().isPresent()
            || settings.script.containsKey(CheckpointingOptions.CHECKPOINTING_INTERVAL.key());
    if (!checkpointed) {
      // Without checkpoints a restart would poll and print everything again.
      settings.defaults.put(RestartStrategyOptions.RESTART_STRATEGY.key(), "none");
    }
    if (options.checkpoints().isPresent()) {
      settings.defaults.put(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION.key(),
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION.name());
    }
    options
        .parallelism()
        .ifPresent(
            parallelism ->
                settings.commandLine.put(
                    CoreOptions.DEFAULT_PARALLELISM.key(), Integer.toString(parallelism)));
    if (options.batch()) {
      settings.commandLine.put(
          ExecutionOptions.RUNTIME_MODE.key(), RuntimeExecutionMode.BATCH.name());
    }
    settings.chooseMode(script);
    return settings;
  }

  /**
   * Flink plans DUCKDB in streaming mode only: a batch run of it is a streaming job over sources
   * that end, which sorts at its end as batch mode does.
   */
  private void chooseMode(Script script) {
    batch = configuration().get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH;
    streaming = !batch || BatchCalls.anyIn(script);
    if (batch && streaming) {
      commandLine.put(ExecutionOptions.RUNTIME_MODE.key(), RuntimeExecutionMode.STREAMING.name());
      commandLine.put(BOUNDED, "true");
      commandLine.put(SORT, "true");
    }
  }

  private void readScript(Script script) {
    script.statements().stream()
        .map(Setting::of)
        .flatMap(Optional::stream)
        .forEach(
            setting -> {
              if (setting.key().isEmpty()) {
                this.script.clear();
              } else if (setting.value().isEmpty()) {
                this.script.remove(setting.key().get());
              } else {
                this.script.put(setting.key().get(), setting.value().get());
              }
            });
  }

  private static String fileName(Script script) {
    Path name = Path.of(script.file()).getFileName();
    return name == null ? script.file() : name.toString();
  }

  /** The value that the command line gives a key, which no SET may change. */
  public Optional<String> fixed(String key) {
    return Optional.ofNullable(commandLine.get(key));
  }

  public Configuration configuration() {
    Map<String, String> all = new HashMap<>(defaults);
    all.putAll(script);
    all.putAll(commandLine);
    return Configuration.fromMap(all);
  }

  /** What the script and the command line say, for a cluster with defaults of its own. */
  Configuration overrides() {
    Map<String, String> all = new HashMap<>(script);
    all.putAll(commandLine);
    return Configuration.fromMap(all);
  }

  /** The name that the script gives its job with {@code SET 'pipeline.name'}. */
  public Optional<String> pipelineName() {
    return Optional.ofNullable(script.get(PipelineOptions.NAME.key()));
  }

  /** Whether the tables of the script are read once, and its jobs end. */
  public boolean isBatch() {
    return batch;
  }

  /** Whether Flink plans the script in streaming mode. */
  boolean isStreaming() {
    return streaming;
  }
}
