package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.incremental.CursorValue;
import io.sqluice.http.incremental.CursorWindow;
import io.sqluice.http.incremental.Hash128;
import io.sqluice.http.source.PollProgress.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class HttpSplitSerializerTest {

  private static final RowType COLUMNS =
      RowType.of(
          new LogicalType[] {new VarCharType(VarCharType.MAX_LENGTH), new BigIntType()},
          new String[] {"symbol", "price"});

  private static final Instant FIRE = Instant.parse("2026-11-20T12:00:00Z");

  /** What version 1 wrote of a split with a poll at its third page and two rows pending. */
  private static final String VERSION_1 =
      "AAhyZXF1ZXN0cwAAAAAAAAAHAQAAAABrADYEAAAAAAAAAAAKaHR0cDovL2EvYgAAAAMiZSL/////AQEAAAAA"
          + "awA2QAAAAAAAAAACAAAABXRva2VuAP///////////////wAAAAEBAAAAAGsANkAAAAAAAQAAAABrADZAAExL"
          + "QAAAAAAAAAAIAAAAAQAAAMgAAAABAAAAAXgAAAACAAAAATEAAAABMgAAAApodHRwOi8vYS9iAAAAAwECAwAA"
          + "AAAAAAADAAAAMVJPVzxgc3ltYm9sYCBWQVJDSEFSKDIxNDc0ODM2NDcpLCBgcHJpY2VgIEJJR0lOVD4AAAA0"
          + "eAFjYGBgYmBgUABiMOAAkhJAzAjhMjiFOOuGBruEALkKUCEGmBqQRhBwDfEAqwEAfbAFGg==";

  /** What the enumerator wrote of a split from which nothing was read, in version 1. */
  private static final String ENUMERATOR_VERSION_1 =
      "AAAAAQAAAAEAAAAhAAhyZXF1ZXN0cwAAAAAAAAAAAAD///////////////8A";

  private final HttpSplitSerializer serializer = new HttpSplitSerializer(COLUMNS);

  @Test
  void should_restore_a_split_that_nothing_was_read_from() throws IOException {
    HttpSplit split = HttpSplit.initial("requests");

    assertThat(restored(split)).usingRecursiveComparison().isEqualTo(split);
  }

  @Test
  void should_restore_cursors_windows_hashes_and_keys() throws IOException {
    HttpSplit split = split("token");

    HttpSplit restored = restored(split);

    assertThat(restored.baseline()).isEqualTo(split.baseline());
    assertThat(restored.poll().next()).isEqualTo(split.poll().next());
    assertThat(restored.poll().position()).isEqualTo(split.poll().position());
    assertThat(restored.seenKeys()).isEqualTo(split.seenKeys());
  }

  @Test
  void should_restore_the_row_of_a_failed_poll() throws IOException {
    HttpSplit split = split("token");
    PageMetadata failed =
        new PageMetadata(Instant.EPOCH, Instant.EPOCH, 8, 1, null, null, null, null);
    PollProgress poll =
        split
            .poll()
            .with(split.poll().position(), Outcome.REPORTED)
            .withPending(List.of(PendingPage.ofFailure(failed, 2, "it is down")));

    PollProgress restored = restored(split.withPoll(poll)).poll();

    PendingPage page = restored.pending().get(0);
    assertThat(restored.outcome()).isEqualTo(Outcome.REPORTED);
    assertThat(page.metadata()).isEqualTo(failed);
    assertThat(page.rows().get(0).error()).isEqualTo("it is down");
    assertThat(page.rows().get(0).row().isNullAt(1)).isTrue();
  }

  @Test
  void should_read_state_of_version_1() throws IOException {
    HttpSplit restored = serializer.deserialize(1, Base64.getDecoder().decode(VERSION_1));
    HttpSplit again = restored(restored);

    for (HttpSplit split : List.of(restored, again)) {
      PollProgress poll = split.poll();
      assertThat(split.splitId()).isEqualTo("requests");
      assertThat(split.history())
          .isEqualTo(new PollHistory(7, Instant.parse("2026-11-20T11:59:00Z"), null));
      assertThat(split.baseline())
          .isEqualTo(Baseline.NONE.withValidators(new Validators("http://a/b", "\"e\"", null)));
      assertThat(split.seenKeys()).isEmpty();
      assertThat(poll.triggerTime()).isEqualTo(FIRE);
      assertThat(poll.position()).isEqualTo(new PagePosition(2, 2, 0, "token", null));
      assertThat(poll.outcome()).isEqualTo(Outcome.RUNNING);
      assertThat(poll.next()).isEqualTo(Baseline.NONE);
      PendingPage page = poll.pending().get(0);
      assertThat(page.metadata())
          .usingRecursiveComparison()
          .isEqualTo(split("token").poll().pending().get(0).metadata());
      assertThat(page.rows()).extracting(PendingRow::index).containsExactly(3L, 4L);
      assertThat(page.rows()).extracting(PendingRow::error).containsOnlyNulls();
      assertThat(page.rows().get(1).row().getString(0))
          .isEqualTo(StringData.fromString("ETH-USDT"));
      assertThat(page.rows().get(1).row().getLong(1)).isEqualTo(2L);
    }
  }

  @Test
  void should_read_the_state_of_an_enumerator_with_splits_of_version_1() throws IOException {
    HttpEnumeratorStateSerializer enumerators = new HttpEnumeratorStateSerializer(serializer);

    HttpEnumeratorState restored =
        enumerators.deserialize(1, Base64.getDecoder().decode(ENUMERATOR_VERSION_1));

    assertThat(restored.unassigned())
        .usingRecursiveComparison()
        .isEqualTo(List.of(HttpSplit.initial("requests")));
  }

  @Test
  void should_restore_a_poll_with_the_rows_that_were_not_emitted() throws IOException {
    HttpSplit split = split("token");

    HttpSplit restored = restored(split);

    PendingPage page = restored.poll().pending().get(0);
    assertThat(restored.history().ended()).isEqualTo(7);
    assertThat(restored.baseline().validators())
        .isEqualTo(new Validators("http://a/b", "\"e\"", null));
    assertThat(restored.poll().position().nextToken()).isEqualTo("token");
    assertThat(restored.poll().outcome()).isEqualTo(Outcome.RUNNING);
    assertThat(page.rows().get(1).index()).isEqualTo(5);
    assertThat(page.rows().get(1).error()).isEqualTo("no number");
    assertThat(page.metadata().headers()).isEqualTo(Map.of("x", List.of("1", "2")));
    assertThat(page.metadata().body()).containsExactly(1, 2, 3);
    assertThat(page.rows()).hasSize(2);
    assertThat(page.rows().get(1).row().getString(0)).isEqualTo(StringData.fromString("ETH-USDT"));
    assertThat(page.rows().get(1).row().getLong(1)).isEqualTo(2L);
  }

  @Test
  void should_restore_a_token_of_more_than_64_kilobytes() throws IOException {
    String token = "t".repeat(100_000);

    assertThat(restored(split(token)).poll().position().nextToken()).isEqualTo(token);
  }

  @Test
  void should_bring_rows_into_the_columns_that_are_read_now() throws IOException {
    byte[] bytes = serializer.serialize(split("token"));
    RowType priceAlone = RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"price"});
    HttpSplitSerializer changed = new HttpSplitSerializer(priceAlone);

    HttpSplit restored = changed.deserialize(2, bytes);
    HttpSplit again = changed.deserialize(2, changed.serialize(restored));

    for (HttpSplit split : List.of(restored, again)) {
      List<RowData> rows =
          split.poll().pending().get(0).rows().stream().map(PendingRow::row).toList();
      assertThat(rows).extracting(RowData::getArity).containsOnly(1);
      assertThat(rows).extracting(row -> row.getLong(0)).containsExactly(1L, 2L);
    }
  }

  @Test
  void should_count_the_rows_of_a_query_that_reads_no_column_any_more() throws IOException {
    byte[] bytes = serializer.serialize(split("token"));
    HttpSplitSerializer none = new HttpSplitSerializer(RowType.of());

    HttpSplit restored = none.deserialize(2, bytes);

    assertThat(none.deserialize(2, none.serialize(restored)).poll().pending().get(0).rows())
        .hasSize(2);
  }

  @Test
  void should_refuse_rows_without_a_column_that_is_read_now() throws IOException {
    byte[] bytes = serializer.serialize(split("token"));
    HttpSplitSerializer other =
        new HttpSplitSerializer(
            RowType.of(
                new LogicalType[] {new IntType(), new BigIntType(), new BooleanType()},
                new String[] {"price", "volume", "open"}));

    assertThatThrownBy(() -> other.deserialize(2, bytes))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The checkpoint was taken inside a page of an 'http' table and holds rows with the"
                + " columns symbol VARCHAR(2147483647), price BIGINT, but a query now reads"
                + " price INT, volume BIGINT, open BOOLEAN too: run the script as it was once"
                + " more and stop it between two polls, or start without the checkpoint.");
  }

  @Test
  void should_refuse_a_version_it_does_not_know() {
    assertThatThrownBy(() -> serializer.deserialize(9, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The checkpoint holds the state of an 'http' table in version 9, this Sqluice reads"
                + " versions up to 2: restore it with the Sqluice that wrote it.");
  }

  private HttpSplit restored(HttpSplit split) throws IOException {
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
  }

  private static HttpSplit split(String token) {
    List<PendingRow> rows =
        List.of(
            new PendingRow(GenericRowData.of(StringData.fromString("BTC-USDT"), 1L), 3, null),
            new PendingRow(
                GenericRowData.of(StringData.fromString("ETH-USDT"), 2L), 5, "no number"));
    PageMetadata page =
        new PageMetadata(
            FIRE,
            FIRE.plusMillis(5),
            8,
            1,
            200,
            Map.of("x", List.of("1", "2")),
            "http://a/b",
            new byte[] {1, 2, 3});
    CursorValue from = new CursorValue("2026-11-20", CursorValue.Kind.INSTANT, true, Instant.EPOCH);
    CursorValue to = new CursorValue("abc", CursorValue.Kind.TEXT, false, null);
    PollProgress poll =
        new PollProgress(
            FIRE,
            new PagePosition(5, 2, 70, token, new CursorWindow(from, to)),
            Outcome.RUNNING,
            List.of(new PendingPage(page, rows)),
            Baseline.NONE.withCursor(to).withPageHash(new Hash128(1, 2)));
    return new HttpSplit(
        "requests",
        new PollHistory(7, FIRE.minusSeconds(60), null),
        Baseline.NONE
            .withValidators(new Validators("http://a/b", "\"e\"", null))
            .withCursor(from)
            .withPageHash(new Hash128(3, 4)),
        new byte[] {4, 5, 6},
        poll);
  }
}
