package io.sqluice.http.source;

import io.sqluice.http.source.PollProgress.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/** Reads splits of state version 1, which knew no cursors, page hashes, keys and error rows. */
final class SplitVersion1 {

  private final PendingRowsSerializer rows;

  SplitVersion1(RowType rowType) {
    this.rows = new PendingRowsSerializer(rowType);
  }

  HttpSplit read(StateReader reader) throws IOException {
    return new HttpSplit(
        reader.in().readUTF(),
        new PollHistory(reader.in().readLong(), reader.instant(), reader.instant()),
        Baseline.NONE.withValidators(reader.validators()),
        new byte[0],
        reader.in().readBoolean() ? readPoll(reader) : null);
  }

  private PollProgress readPoll(StateReader reader) throws IOException {
    Instant triggerTime = reader.instant();
    int pages = reader.in().readInt();
    PagePosition position = new PagePosition(pages, pages, 0, reader.text(), null);
    Outcome outcome = Outcome.values()[reader.in().readByte()];
    Baseline next = Baseline.NONE.withValidators(reader.validators());
    int count = reader.in().readInt();
    List<PendingPage> pending = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pending.add(readPage(reader));
    }
    return new PollProgress(triggerTime, position, outcome, pending, next);
  }

  private PendingPage readPage(StateReader reader) throws IOException {
    PageMetadata page =
        new PageMetadata(
            reader.instant(),
            reader.instant(),
            reader.in().readLong(),
            reader.in().readInt(),
            reader.in().readInt(),
            PendingPageSerializer.readHeaders(reader),
            reader.text(),
            reader.bytes());
    long firstIndex = reader.in().readLong();
    return new PendingPage(page, rows.deserializeVersion1(reader.in(), firstIndex));
  }
}
