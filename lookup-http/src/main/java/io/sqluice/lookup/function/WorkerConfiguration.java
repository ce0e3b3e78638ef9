package io.sqluice.lookup.function;

import java.lang.reflect.Field;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.table.functions.FunctionContext;

/**
 * The configuration of the worker that a table function runs on. Flink gives it to sources but not
 * to functions, although the context that they get holds one that has it.
 */
final class WorkerConfiguration {

  private WorkerConfiguration() {}

  /**
   * The configuration of the TaskManager, or of the embedded cluster; where the context does not
   * tell, that of the folder FLINK_CONF_DIR, as TaskManagers read it when they start.
   */
  static ReadableConfig of(FunctionContext context) {
    try {
      Field field = FunctionContext.class.getDeclaredField("context");
      field.setAccessible(true);
      if (field.get(context) instanceof StreamingRuntimeContext streaming) {
        return streaming.getTaskManagerRuntimeInfo().getConfiguration();
      }
    } catch (ReflectiveOperationException | RuntimeException changed) {
      // Another version of Flink; the folder has all but what was given on a command line.
    }
    return GlobalConfiguration.loadConfiguration();
  }
}
