package io.sqluice.lookup.function;

import java.lang.reflect.Field;
import javax.annotation.Nullable;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.table.functions.FunctionContext;

/**
 * The configuration of the worker that a table function runs on. Flink gives it to sources but not
 * to functions, although the context that they get holds one that has it; that of an asynchronous
 * function holds one that holds it.
 */
final class WorkerConfiguration {

  private static final int DEEPEST = 4;

  private WorkerConfiguration() {}

  /**
   * The configuration of the TaskManager, or of the embedded cluster; where the context does not
   * tell, that of the folder FLINK_CONF_DIR, as TaskManagers read it when they start.
   */
  static ReadableConfig of(FunctionContext context) {
    try {
      Object inner = context;
      for (int depth = 0; inner != null && depth < DEEPEST; depth++) {
        if (inner instanceof StreamingRuntimeContext streaming) {
          return streaming.getTaskManagerRuntimeInfo().getConfiguration();
        }
        inner = contextIn(inner);
      }
    } catch (ReflectiveOperationException | RuntimeException changed) {
      // Another version of Flink; the folder has all but what was given on a command line.
    }
    return GlobalConfiguration.loadConfiguration();
  }

  @Nullable
  private static Object contextIn(Object holder) throws ReflectiveOperationException {
    for (Field field : holder.getClass().getDeclaredFields()) {
      if (RuntimeContext.class.isAssignableFrom(field.getType())) {
        field.setAccessible(true);
        return field.get(holder);
      }
    }
    return null;
  }
}
