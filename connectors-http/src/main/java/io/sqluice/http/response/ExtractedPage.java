package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.client.HttpResponse;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;

/**
 * The rows of one answer, and what pagination needs of it.
 *
 * @param response the answer itself
 * @param rows one row a record, with the columns that are wanted; none for a record that was
 *     skipped
 * @param errors why a row is all NULL, by its position; empty unless such rows are wanted
 * @param records the records that the answer had, those without a row included
 * @param lastRecord the last record as jq gave it, before it became a row, if it became one or not;
 *     null for an empty page and for formats that are not JSON
 * @param document the parsed body, null for an empty body and for formats other than JSON
 * @param decodeErrors the records that did not become rows
 */
public record ExtractedPage(
    HttpResponse response,
    List<RowData> rows,
    Map<Integer, String> errors,
    int records,
    @Nullable JsonNode lastRecord,
    @Nullable JsonNode document,
    DecodeErrors decodeErrors) {

  /** The number of the record that each row was made of, from 0. */
  public int[] recordNumbers() {
    int[] numbers = new int[rows.size()];
    int record = -1;
    for (int row = 0; row < numbers.length; row++) {
      record = decodeErrors.skipped().nextClearBit(record + 1);
      numbers[row] = record;
    }
    return numbers;
  }

  /**
   * The records of an answer that did not become rows.
   *
   * @param count how many, those with a row of NULLs included
   * @param first where the first of them is and why; null if there is none
   * @param skipped the positions of those without a row among all records, from 0; not to be
   *     changed
   */
  public record DecodeErrors(int count, @Nullable String first, BitSet skipped) {

    /** All records became rows. */
    public static final DecodeErrors NONE = new DecodeErrors(0, null, new BitSet());
  }
}
