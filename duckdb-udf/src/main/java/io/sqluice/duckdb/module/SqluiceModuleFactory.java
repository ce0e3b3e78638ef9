package io.sqluice.duckdb.module;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModuleFactory;
import org.apache.flink.table.module.Module;

/** Makes the module that {@code LOAD MODULE sqluice} asks for; it has no options. */
public final class SqluiceModuleFactory implements ModuleFactory {

  @Override
  public String factoryIdentifier() {
    return SqluiceModule.NAME;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public Module createModule(Context context) {
    FactoryUtil.createModuleFactoryHelper(this, context).validate();
    return new SqluiceModule();
  }
}
