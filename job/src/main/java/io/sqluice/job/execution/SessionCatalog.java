package io.sqluice.job.execution;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.CommonCatalogOptions;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Puts the catalog that fills in the columns of tables in the place of Flink's own, which is in
 * memory too. Names stay as they are: they are in those of tables, in metrics and in the state of
 * jobs.
 */
final class SessionCatalog {

  /** Its factory is looked for on the class path: it is in another module, which may be away. */
  private static final String TYPE = "sqluice";

  private static final String DEFAULT_DATABASE = "default-database";

  /** Current for a moment, because the one that is current cannot be taken out. */
  private static final String PLACEHOLDER = "sqluice_placeholder";

  private SessionCatalog() {}

  /**
   * Replaces the current catalog, which must be empty; does nothing if there is no such factory.
   */
  static void install(CatalogManager catalogs, ReadableConfig configuration) {
    String name = catalogs.getCurrentCatalog();
    find(name, catalogs.getCurrentDatabase(), configuration)
        .ifPresent(
            catalog -> {
              register(catalogs, PLACEHOLDER, new GenericInMemoryCatalog(PLACEHOLDER));
              catalogs.setCurrentCatalog(PLACEHOLDER);
              catalogs.unregisterCatalog(name, false);
              register(catalogs, name, catalog);
              catalogs.setCurrentCatalog(name);
              catalogs.unregisterCatalog(PLACEHOLDER, false);
            });
  }

  private static Optional<Catalog> find(
      String name, String database, ReadableConfig configuration) {
    ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
    try {
      FactoryUtil.discoverFactory(classLoader, CatalogFactory.class, TYPE);
    } catch (ValidationException none) {
      return Optional.empty();
    }
    return Optional.of(
        FactoryUtil.createCatalog(
            name,
            Map.of(CommonCatalogOptions.CATALOG_TYPE.key(), TYPE, DEFAULT_DATABASE, database),
            configuration,
            classLoader));
  }

  /** What is created by a descriptor would also go into a catalog store, which may be a file. */
  @SuppressWarnings("deprecation")
  private static void register(CatalogManager catalogs, String name, Catalog catalog) {
    catalogs.registerCatalog(name, catalog);
  }
}
