package io.sqluice.http.transform;

import java.util.List;
import org.apache.flink.table.data.RowData;

/** Runs one query over payload after payload. Thread-safe: runs wait for one another. */
public interface PayloadTransform extends AutoCloseable {

  /**
   * The rows of the query's result, with the columns that were asked for.
   *
   * @param text holds the payload, in UTF-8
   * @param start where it begins in there
   * @param variables read by the query as {@code getvariable('trigger_time')} and the like
   * @throws TransformException if the payload is not what its format says, the query fails or takes
   *     too long, or the calling thread is interrupted
   */
  List<RowData> run(byte[] text, int start, PayloadVariables variables) throws TransformException;

  /** Ends a run that is under way. Does not wait for it. */
  @Override
  void close();
}
