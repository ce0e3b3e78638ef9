package io.sqluice.duckdb.catalog;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Makes the catalogs of {@code CREATE CATALOG s WITH ('type' = 'sqluice')}. */
public final class SqluiceCatalogFactory implements CatalogFactory {

  /** As Flink's catalog in memory has it. */
  public static final ConfigOption<String> DEFAULT_DATABASE =
      key("default-database")
          .stringType()
          .defaultValue("default")
          .withDescription("The database that the catalog begins with.");

  @Override
  public String factoryIdentifier() {
    return "sqluice";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(DEFAULT_DATABASE);
  }

  @Override
  public Catalog createCatalog(Context context) {
    FactoryUtil.CatalogFactoryHelper helper = FactoryUtil.createCatalogFactoryHelper(this, context);
    helper.validate();
    return new SqluiceCatalog(
        context.getName(),
        helper.getOptions().get(DEFAULT_DATABASE),
        context.getConfiguration(),
        context.getClassLoader());
  }
}
