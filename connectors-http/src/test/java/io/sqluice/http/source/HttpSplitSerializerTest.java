package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.source.PollProgress.Outcome;
import java.io.IOException;
import java.time.Instant;
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

  private final HttpSplitSerializer serializer = new HttpSplitSerializer(COLUMNS);

  @Test
  void should_restore_a_split_that_nothing_was_read_from() throws IOException {
    HttpSplit split = HttpSplit.initial("requests");

    assertThat(restored(split)).isEqualTo(split);
  }

  @Test
  void should_restore_a_poll_with_the_rows_that_were_not_emitted() throws IOException {
    HttpSplit split = split("token");

    HttpSplit restored = restored(split);

    PendingPage page = restored.poll().pending().get(0);
    assertThat(restored.pollsEnded()).isEqualTo(7);
    assertThat(restored.validators()).isEqualTo(new Validators("http://a/b", "\"e\"", null));
    assertThat(restored.poll().nextToken()).isEqualTo("token");
    assertThat(restored.poll().outcome()).isEqualTo(Outcome.RUNNING);
    assertThat(page.firstIndex()).isEqualTo(3);
    assertThat(page.metadata().headers()).isEqualTo(Map.of("x", List.of("1", "2")));
    assertThat(page.metadata().body()).containsExactly(1, 2, 3);
    assertThat(page.rows()).hasSize(2);
    assertThat(page.rows().get(1).getString(0)).isEqualTo(StringData.fromString("ETH-USDT"));
    assertThat(page.rows().get(1).getLong(1)).isEqualTo(2L);
  }

  @Test
  void should_restore_a_token_of_more_than_64_kilobytes() throws IOException {
    String token = "t".repeat(100_000);

    assertThat(restored(split(token)).poll().nextToken()).isEqualTo(token);
  }

  @Test
  void should_bring_rows_into_the_columns_that_are_read_now() throws IOException {
    byte[] bytes = serializer.serialize(split("token"));
    RowType priceAlone = RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"price"});
    HttpSplitSerializer changed = new HttpSplitSerializer(priceAlone);

    HttpSplit restored = changed.deserialize(1, bytes);
    HttpSplit again = changed.deserialize(1, changed.serialize(restored));

    for (HttpSplit split : List.of(restored, again)) {
      List<RowData> rows = split.poll().pending().get(0).rows();
      assertThat(rows).extracting(RowData::getArity).containsOnly(1);
      assertThat(rows).extracting(row -> row.getLong(0)).containsExactly(1L, 2L);
    }
  }

  @Test
  void should_count_the_rows_of_a_query_that_reads_no_column_any_more() throws IOException {
    byte[] bytes = serializer.serialize(split("token"));
    HttpSplitSerializer none = new HttpSplitSerializer(RowType.of());

    HttpSplit restored = none.deserialize(1, bytes);

    assertThat(none.deserialize(1, none.serialize(restored)).poll().pending().get(0).rows())
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

    assertThatThrownBy(() -> other.deserialize(1, bytes))
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
                + " version 1: restore it with the Sqluice that wrote it.");
  }

  private HttpSplit restored(HttpSplit split) throws IOException {
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
  }

  private static HttpSplit split(String token) {
    Instant fire = Instant.parse("2026-11-20T12:00:00Z");
    List<RowData> rows =
        List.of(
            GenericRowData.of(StringData.fromString("BTC-USDT"), 1L),
            GenericRowData.of(StringData.fromString("ETH-USDT"), 2L));
    PageMetadata page =
        new PageMetadata(
            fire,
            fire.plusMillis(5),
            8,
            1,
            200,
            Map.of("x", List.of("1", "2")),
            "http://a/b",
            new byte[] {1, 2, 3});
    PollProgress poll =
        new PollProgress(
            fire,
            2,
            token,
            Outcome.RUNNING,
            List.of(new PendingPage(page, 3, rows)),
            Validators.NONE);
    return new HttpSplit(
        "requests",
        7,
        fire.minusSeconds(60),
        null,
        new Validators("http://a/b", "\"e\"", null),
        poll);
  }
}
