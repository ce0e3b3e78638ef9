package io.sqluice.job.dialect;

import io.sqluice.job.script.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.BigIntType;

/**
 * Tables that were said beforehand, in the place of a session's. Every query has one column and
 * changes by it.
 */
record KnownTables(Map<String, Table> tables) implements Tables {

  static final KnownTables NONE = new KnownTables(Map.of());

  private static final Column COLUMN = new Column("id", new BigIntType());

  @Override
  public Optional<Table> find(List<String> path) {
    return Optional.ofNullable(tables.get(path.get(path.size() - 1)));
  }

  @Override
  public List<String> names() {
    return tables.keySet().stream().sorted().toList();
  }

  @Override
  public List<Column> columnsOf(Statement query) {
    return List.of(COLUMN);
  }

  @Override
  public boolean changes(Statement query) {
    return true;
  }

  @Override
  public Optional<List<String>> keyOf(Statement query) {
    return Optional.of(List.of(COLUMN.name()));
  }

  @Override
  public boolean hasCheckpoints() {
    return true;
  }
}
