package io.sqluice.duckdb.catalog;

import java.util.List;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.Schema.UnresolvedColumn;
import org.apache.flink.table.api.Schema.UnresolvedPhysicalColumn;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogFunction;
import org.apache.flink.table.catalog.CatalogModel;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.TemporaryOperationListener;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;

/**
 * Flink's catalog in memory, which also finds the columns of a table that declares none. They are
 * found once, when the table is created, and are then as if they had been declared.
 */
public final class SqluiceCatalog extends GenericInMemoryCatalog
    implements TemporaryOperationListener {

  private final ReadableConfig configuration;
  private final ClassLoader classLoader;

  /**
   * @param configuration of the session
   * @param classLoader the one of user code
   */
  SqluiceCatalog(
      String name, String defaultDatabase, ReadableConfig configuration, ClassLoader classLoader) {
    super(name, defaultDatabase);
    this.configuration = configuration;
    this.classLoader = classLoader;
  }

  /**
   * Creates a table or a view.
   *
   * @throws org.apache.flink.table.api.ValidationException if it declares no columns and they
   *     cannot be found
   */
  @Override
  public void createTable(ObjectPath path, CatalogBaseTable table, boolean ignoreIfExists)
      throws TableAlreadyExistException, DatabaseNotExistException {
    boolean isNew = databaseExists(path.getDatabaseName()) && !tableExists(path);
    super.createTable(path, isNew ? complete(path, table) : table, ignoreIfExists);
  }

  @Override
  public CatalogBaseTable onCreateTemporaryTable(ObjectPath path, CatalogBaseTable table) {
    return complete(path, table);
  }

  private CatalogBaseTable complete(ObjectPath path, CatalogBaseTable table) {
    if (!(table instanceof CatalogTable declared)) {
      return table;
    }
    TableDeclaration declaration =
        new TableDeclaration(
            getName() + "." + path.getFullName(),
            physicalColumns(declared),
            declared.getOptions(),
            configuration,
            classLoader);
    return ColumnInference.of(declaration)
        .filter(inference -> inference.isNeeded(declaration))
        .<CatalogBaseTable>map(
            inference ->
                InferredSchema.complete(declared, inference.infer(declaration), declaration.name()))
        .orElse(table);
  }

  private static List<String> physicalColumns(CatalogTable table) {
    return table.getUnresolvedSchema().getColumns().stream()
        .filter(UnresolvedPhysicalColumn.class::isInstance)
        .map(UnresolvedColumn::getName)
        .toList();
  }

  @Override
  public void onDropTemporaryTable(ObjectPath path) {}

  @Override
  public CatalogModel onCreateTemporaryModel(ObjectPath path, CatalogModel model) {
    return model;
  }

  @Override
  public void onDropTemporaryModel(ObjectPath path) {}

  @Override
  public CatalogFunction onCreateTemporaryFunction(ObjectPath path, CatalogFunction function) {
    return function;
  }

  @Override
  public void onDropTemporaryFunction(ObjectPath path) {}
}
