package io.sqluice.duckdb.engine;

import io.sqluice.duckdb.type.InputColumn;
import io.sqluice.duckdb.type.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;

/**
 * Rows of Flink's as a relation of a connection: statements read them, without a copy in between,
 * under a name. For queries and for {@code INSERT INTO ... SELECT * FROM} it. The rows are those
 * that were {@link #set set} last; each scan reads them anew. For one thread.
 */
public final class RowsRelation {

  private final RowType type;
  private final InputColumn[] columns;
  private Iterable<RowData> rows = List.of();

  private RowsRelation(RowType type) {
    this.type = type;
    this.columns = type.getChildren().stream().map(InputColumn::of).toArray(InputColumn[]::new);
  }

  /**
   * Makes the relation: a temporary view.
   *
   * @param name of the view; the table function below it has it too, behind a prefix
   * @throws IllegalArgumentException if DuckDB has no type for a column
   */
  public static RowsRelation create(Connection connection, String name, RowType type)
      throws SQLException {
    RowsRelation relation = new RowsRelation(type);
    String function = "sqluice_rows_of_" + name;
    DuckDBFunctions.tableFunction()
        .withName(function)
        .withProjectionPushdown()
        .withFunction(relation.new Scan())
        .register(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE TEMP VIEW %s AS SELECT %s FROM %s()"
              .formatted(
                  Sql.identifier(name),
                  String.join(", ", relation.selected()),
                  Sql.identifier(function)));
    }
    return relation;
  }

  /** Sets the rows that the next statements read. They may be iterated several times. */
  public void set(Iterable<RowData> rows) {
    this.rows = rows;
  }

  private List<String> selected() {
    List<String> selected = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      String name = Sql.identifier(type.getFieldNames().get(i));
      selected.add(columns[i].expression().of(name) + " AS " + name);
    }
    return selected;
  }

  /** The rows of one scan, and which columns it wants. */
  private record Cursor(Iterator<RowData> rows, int[] wanted) {}

  private final class Scan implements DuckDBTableFunction<Object, Cursor, Object> {

    @Override
    public Object bind(DuckDBTableFunctionBindInfo info) throws SQLException {
      for (int i = 0; i < columns.length; i++) {
        try (DuckDBLogicalType vector = columns[i].vector().create()) {
          info.addResultColumn(type.getFieldNames().get(i), vector);
        }
      }
      return this;
    }

    @Override
    public Cursor init(DuckDBTableFunctionInitInfo info) {
      info.setMaxThreads(1);
      int[] wanted = new int[(int) info.getColumnCount()];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = (int) info.getColumnIndex(i);
      }
      return new Cursor(rows.iterator(), wanted);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk)
        throws SQLException {
      Cursor cursor = info.getInitData();
      int[] wanted = cursor.wanted();
      DuckDBWritableVector[] vectors = new DuckDBWritableVector[wanted.length];
      byte[][][] texts = new byte[wanted.length][][];
      for (int i = 0; i < wanted.length; i++) {
        vectors[i] = chunk.vector(i);
        if (wanted[i] < columns.length && columns[wanted[i]].text() != null) {
          texts[i] = new byte[(int) chunk.capacity()][];
        }
      }
      int count = 0;
      while (count < chunk.capacity() && cursor.rows().hasNext()) {
        write(cursor.rows().next(), wanted, vectors, texts, count++);
      }
      for (int i = 0; i < wanted.length; i++) {
        if (texts[i] != null) {
          // At once: each call of the driver's for a text is one into native code.
          vectors[i].setStringUtf8Batch(0, Arrays.copyOf(texts[i], count));
        }
      }
      return count;
    }

    private void write(
        RowData row, int[] wanted, DuckDBWritableVector[] vectors, byte[][][] texts, int at)
        throws SQLException {
      for (int i = 0; i < wanted.length; i++) {
        int column = wanted[i];
        if (column >= columns.length) {
          continue; // A row number, which count(*) asks for.
        }
        if (texts[i] != null) {
          texts[i][at] = row.isNullAt(column) ? null : columns[column].text().of(row, column);
        } else if (row.isNullAt(column)) {
          vectors[i].setNull(at);
        } else {
          columns[column].writer().write(vectors[i], at, row, column);
        }
      }
    }
  }
}
