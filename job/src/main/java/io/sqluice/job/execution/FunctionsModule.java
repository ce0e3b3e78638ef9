package io.sqluice.job.execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModuleFactory;
import org.apache.flink.table.module.Module;
import org.apache.flink.table.operations.LoadModuleOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.UnloadModuleOperation;
import org.apache.flink.table.types.inference.StaticArgument;
import org.apache.flink.table.types.inference.SystemTypeInference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The module with our functions, which a session has from its beginning where it is on the class
 * path. A script may load it all the same, as it has to in a SQL client. Not thread-safe.
 */
final class FunctionsModule {

  private static final Logger LOG = LoggerFactory.getLogger(FunctionsModule.class);

  private static final String NAME = "sqluice";

  private final TableEnvironment tables;
  private final Optional<Module> module;

  /** Whether the module is there although no statement loaded it. */
  private boolean unasked;

  private FunctionsModule(TableEnvironment tables, Optional<Module> module) {
    this.tables = tables;
    this.module = module;
    this.unasked = module.isPresent();
  }

  /** Loads the module into a session, if there is one. */
  static FunctionsModule loadInto(TableEnvironment tables) {
    ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
    Optional<Module> module =
        factory(classLoader)
            .map(
                found ->
                    FactoryUtil.createModule(
                        NAME, Map.of(), tables.getConfig().getConfiguration(), classLoader));
    module.ifPresent(loaded -> tables.loadModule(NAME, loaded));
    return new FunctionsModule(tables, module);
  }

  private static Optional<ModuleFactory> factory(ClassLoader classLoader) {
    try {
      return Optional.of(FactoryUtil.discoverFactory(classLoader, ModuleFactory.class, NAME));
    } catch (ValidationException absent) {
      LOG.debug("The class path has no module {}, so its functions are not there", NAME, absent);
      return Optional.empty();
    }
  }

  /**
   * The names of the arguments of a process table function, Flink's own among them; empty if the
   * module does not have it.
   */
  List<String> argumentNames(String function, DataTypeFactory types) {
    return module
        .flatMap(loaded -> loaded.getFunctionDefinition(function))
        .flatMap(
            definition ->
                SystemTypeInference.of(definition.getKind(), definition.getTypeInference(types))
                    .getStaticArguments())
        .map(arguments -> arguments.stream().map(StaticArgument::getName).toList())
        .orElse(List.of());
  }

  /** Unloads the module ahead of the statement that loads it, since Flink refuses a second one. */
  void makeWayFor(Operation operation) {
    if (operation instanceof LoadModuleOperation load && load.getModuleName().equals(NAME)) {
      if (unasked) {
        tables.unloadModule(NAME);
      }
      unasked = false;
    } else if (operation instanceof UnloadModuleOperation unload
        && unload.getModuleName().equals(NAME)) {
      unasked = false;
    }
  }
}
