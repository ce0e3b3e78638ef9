package io.sqluice.http.source;

import io.sqluice.http.incremental.CursorValue;
import io.sqluice.http.incremental.CursorWindow;
import io.sqluice.http.source.PollProgress.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.types.logical.RowType;

/** Writes splits into checkpoints, and reads those of the versions before. */
final class HttpSplitSerializer implements SimpleVersionedSerializer<HttpSplit> {

  private static final int VERSION = 2;

  private final PendingPageSerializer pages;
  private final SplitVersion1 version1;

  HttpSplitSerializer(RowType rowType) {
    this.pages = new PendingPageSerializer(rowType);
    this.version1 = new SplitVersion1(rowType);
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(HttpSplit split) throws IOException {
    StateWriter writer = new StateWriter();
    writer.text(split.splitId());
    writer.out().writeLong(split.history().ended());
    writer.instant(split.history().lastFire());
    writer.instant(split.history().lastCompleted());
    write(split.baseline(), writer);
    writer.bytes(split.seenKeys());
    if (writer.present(split.poll())) {
      write(split.poll(), writer);
    }
    return writer.toBytes();
  }

  @Override
  public HttpSplit deserialize(int version, byte[] bytes) throws IOException {
    StateReader reader = new StateReader(bytes);
    return switch (version) {
      case 1 -> version1.read(reader);
      case VERSION ->
          new HttpSplit(
              reader.text(),
              new PollHistory(reader.in().readLong(), reader.instant(), reader.instant()),
              readBaseline(reader),
              reader.bytes(),
              reader.in().readBoolean() ? readPoll(reader) : null);
      default ->
          throw new IOException(
              "The checkpoint holds the state of an 'http' table in version "
                  + version
                  + ", this Sqluice reads versions up to "
                  + VERSION
                  + ": restore it with the Sqluice that wrote it.");
    };
  }

  private static void write(Baseline baseline, StateWriter writer) throws IOException {
    writer.validators(baseline.validators());
    writer.cursor(baseline.cursor());
    writer.hashes(baseline.pageHashes());
  }

  private static Baseline readBaseline(StateReader reader) throws IOException {
    return new Baseline(reader.validators(), reader.cursor(), reader.hashes());
  }

  private void write(PollProgress poll, StateWriter writer) throws IOException {
    writer.instant(poll.triggerTime());
    PagePosition position = poll.position();
    writer.out().writeInt(position.pagesReceived());
    writer.out().writeInt(position.pagesOfWindow());
    writer.out().writeLong(position.recordsOfWindow());
    writer.text(position.nextToken());
    CursorWindow window = position.window();
    writer.cursor(window == null ? null : window.from());
    writer.cursor(window == null ? null : window.to());
    writer.out().writeByte(poll.outcome().ordinal());
    writer.out().writeInt(poll.pending().size());
    for (PendingPage page : poll.pending()) {
      pages.write(page, writer);
    }
    write(poll.next(), writer);
  }

  private PollProgress readPoll(StateReader reader) throws IOException {
    Instant triggerTime = reader.instant();
    PagePosition position =
        new PagePosition(
            reader.in().readInt(),
            reader.in().readInt(),
            reader.in().readLong(),
            reader.text(),
            window(reader.cursor(), reader.cursor()));
    Outcome outcome = Outcome.values()[reader.in().readByte()];
    int count = reader.in().readInt();
    List<PendingPage> pending = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pending.add(pages.read(reader));
    }
    return new PollProgress(triggerTime, position, outcome, pending, readBaseline(reader));
  }

  @Nullable
  private static CursorWindow window(@Nullable CursorValue from, @Nullable CursorValue to) {
    return from == null ? null : new CursorWindow(from, to);
  }
}
