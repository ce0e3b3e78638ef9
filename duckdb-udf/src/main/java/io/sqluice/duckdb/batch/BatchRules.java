package io.sqluice.duckdb.batch;

import org.apache.flink.table.data.RowData;

/** When the batches of a key close. All state is in what they were made with. */
public interface BatchRules {

  /** Puts a row into a batch, and closes the batches whose turn it is. */
  void add(RowData row, BatchTime time) throws Exception;

  /**
   * Closes what ends at a time that was asked for; everything for {@link BatchTime#END}.
   *
   * @param end what {@link BatchTime#wakeAt} was given
   */
  void wake(long end, BatchTime time) throws Exception;
}
