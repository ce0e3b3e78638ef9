package io.sqluice.http.source;

import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.incremental.CursorValue;
import io.sqluice.http.incremental.Hash128;
import io.sqluice.http.incremental.RecordNotes;
import io.sqluice.http.pagination.PaginationException;
import io.sqluice.http.response.ExtractedPage;
import io.sqluice.http.response.ExtractedPage.DecodeErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * An answer with its rows.
 *
 * @param fetchTime when it arrived; released by who emits the rows
 * @param notes what it says for later polls
 * @param nextToken the token of the next page; null if there is none
 * @param concealedToken this token as Flink's state may hold it
 * @param lost why the next page cannot be found; null if it can or there is none
 */
record FetchedPage(
    Instant fetchTime,
    HttpResponse response,
    List<PendingRow> rows,
    Notes notes,
    @Nullable String nextToken,
    @Nullable String concealedToken,
    @Nullable PaginationException lost) {

  /**
   * What an answer says for later polls.
   *
   * @param records its records, those without a row included
   * @param decodeErrors the records that did not become rows
   * @param highest the highest cursor; null if none has one
   * @param keys the key of each row, null for a record without one; empty if the table has no key
   * @param bodyHash null unless unchanged pages are passed over, and for an answer without a body
   *     of its own
   */
  record Notes(
      int records,
      DecodeErrors decodeErrors,
      @Nullable CursorValue highest,
      List<Hash128> keys,
      @Nullable Hash128 bodyHash) {

    static final Notes NONE = new Notes(0, DecodeErrors.NONE, null, List.of(), null);
  }

  /** An answer whose body does not count, such as 304. */
  static FetchedPage withoutRows(Instant fetchTime, HttpResponse response) {
    return new FetchedPage(fetchTime, response, List.of(), Notes.NONE, null, null, null);
  }

  /** An answer that has been read. */
  static FetchedPage of(
      Instant fetchTime, ExtractedPage page, RecordNotes records, @Nullable Hash128 bodyHash) {
    int[] numbers = page.recordNumbers();
    List<PendingRow> rows = new ArrayList<>(numbers.length);
    List<Hash128> keys = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      rows.add(new PendingRow(page.rows().get(i), numbers[i], page.errors().get(i)));
      if (!records.keys().isEmpty()) {
        keys.add(records.keys().get(numbers[i]));
      }
    }
    Notes notes = new Notes(page.records(), page.decodeErrors(), records.highest(), keys, bodyHash);
    return new FetchedPage(fetchTime, page.response(), rows, notes, null, null, null);
  }

  FetchedPage withNextToken(@Nullable String token, @Nullable String concealed) {
    return new FetchedPage(fetchTime, response, rows, notes, token, concealed, null);
  }

  FetchedPage withoutNextPage(PaginationException why) {
    return new FetchedPage(fetchTime, response, rows, notes, null, null, why);
  }
}
