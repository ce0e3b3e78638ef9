package io.sqluice.lookup.table;

import org.apache.flink.api.connector.source.Source;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.data.RowData;

/** Tells a query that reads the table without the keys of a row how it is read. */
record NoScan(String tableName) implements SourceProvider {

  @Override
  public Source<RowData, ?, ?> createSource() {
    throw new ValidationException(
        "Table %s is asked for the keys of a row and cannot be read by itself; join it: ... FROM (SELECT *, PROCTIME() AS now FROM a_table) AS a JOIN %s FOR SYSTEM_TIME AS OF a.now AS l ON ..."
            .formatted(tableName, tableName.substring(tableName.lastIndexOf('.') + 1)));
  }

  @Override
  public boolean isBounded() {
    return true;
  }
}
