package io.sqluice.job.dialect;

import io.sqluice.job.dialect.secret.DefinedSecrets;
import io.sqluice.job.script.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.BigIntType;

/**
 * Tables that were said beforehand, in the place of a session's. Every query has one column and
 * changes by it.
 */
record KnownTables(Map<String, Table> tables) implements Tables {

  /** Those that the cases of the grammar are about, without regard to types. */
  static final KnownTables OF_THE_GRAMMAR =
      new KnownTables(
          Map.ofEntries(
              table(
                  "all_tickers",
                  "datagen",
                  "symbol",
                  "symbolName",
                  "buy",
                  "sell",
                  "start_at",
                  "end_at"),
              table("people", "datagen", "id", "name", "ts"),
              table("candles", "datagen", "symbol", "ts", "time", "open", "high", "low", "close"),
              table(
                  "ohlc",
                  "lookup-http",
                  "$symbol",
                  "$start_at",
                  "$end_at",
                  "start_time",
                  "open",
                  "close"),
              table("price", "lookup-http", "$symbol", "price", "currency"),
              table("names", "lookup-http", "$id", "name")));

  private static final Column COLUMN = new Column("id", new BigIntType());

  /** A dialect for one script over these tables. */
  Dialect dialect() {
    return new Dialect(this, new DefinedSecrets(Optional.empty(), true));
  }

  private static Map.Entry<String, Table> table(String name, String connector, String... columns) {
    return Map.entry(
        name,
        new Table(
            false,
            Map.of("connector", connector),
            Stream.of(columns).map(column -> new Column(column, new BigIntType())).toList()));
  }

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
  public Changes changesOf(Statement query) {
    return new Changes(true, List.of(COLUMN.name()));
  }

  @Override
  public Optional<String> secretsDirectory() {
    return Optional.empty();
  }

  @Override
  public boolean hasCheckpoints() {
    return true;
  }
}
