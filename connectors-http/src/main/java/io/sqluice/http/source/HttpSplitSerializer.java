package io.sqluice.http.source;

import io.sqluice.http.source.PollProgress.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.types.logical.RowType;

/** Writes splits into checkpoints. The rows of a page at hand are compressed. */
final class HttpSplitSerializer implements SimpleVersionedSerializer<HttpSplit> {

  private static final int VERSION = 1;

  private final PendingRowsSerializer rows;

  HttpSplitSerializer(RowType rowType) {
    this.rows = new PendingRowsSerializer(rowType);
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(HttpSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    out.writeUTF(split.splitId());
    out.writeLong(split.pollsEnded());
    writeInstant(out, split.lastFire());
    writeInstant(out, split.lastCompleted());
    writeValidators(out, split.validators());
    out.writeBoolean(split.poll() != null);
    if (split.poll() != null) {
      writePoll(out, split.poll());
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public HttpSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "The checkpoint holds the state of an 'http' table in version "
              + version
              + ", this Sqluice reads version "
              + VERSION
              + ": restore it with the Sqluice that wrote it.");
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return new HttpSplit(
        in.readUTF(),
        in.readLong(),
        readInstant(in),
        readInstant(in),
        readValidators(in),
        in.readBoolean() ? readPoll(in) : null);
  }

  private void writePoll(DataOutputSerializer out, PollProgress poll) throws IOException {
    writeInstant(out, poll.triggerTime());
    out.writeInt(poll.pagesReceived());
    writeText(out, poll.nextToken());
    out.writeByte(poll.outcome().ordinal());
    writeValidators(out, poll.validators());
    out.writeInt(poll.pending().size());
    for (PendingPage pending : poll.pending()) {
      writePage(out, pending.metadata());
      out.writeLong(pending.firstIndex());
      rows.serialize(pending.rows(), out);
    }
  }

  private PollProgress readPoll(DataInputDeserializer in) throws IOException {
    Instant triggerTime = readInstant(in);
    int pagesReceived = in.readInt();
    String nextToken = readText(in);
    Outcome outcome = Outcome.values()[in.readByte()];
    Validators validators = readValidators(in);
    int pages = in.readInt();
    List<PendingPage> pending = new ArrayList<>(pages);
    for (int i = 0; i < pages; i++) {
      pending.add(new PendingPage(readPage(in), in.readLong(), rows.deserialize(in)));
    }
    return new PollProgress(triggerTime, pagesReceived, nextToken, outcome, pending, validators);
  }

  private static void writePage(DataOutputSerializer out, PageMetadata page) throws IOException {
    writeInstant(out, page.triggerTime());
    writeInstant(out, page.fetchTime());
    out.writeLong(page.fetchId());
    out.writeInt(page.page());
    out.writeInt(page.statusCode());
    out.writeInt(page.headers().size());
    for (Map.Entry<String, List<String>> header : page.headers().entrySet()) {
      writeText(out, header.getKey());
      out.writeInt(header.getValue().size());
      for (String value : header.getValue()) {
        writeText(out, value);
      }
    }
    writeText(out, page.url());
    out.writeInt(page.body().length);
    out.write(page.body());
  }

  private static PageMetadata readPage(DataInputDeserializer in) throws IOException {
    Instant triggerTime = readInstant(in);
    Instant fetchTime = readInstant(in);
    long fetchId = in.readLong();
    int page = in.readInt();
    int statusCode = in.readInt();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    int names = in.readInt();
    for (int i = 0; i < names; i++) {
      String name = readText(in);
      String[] values = new String[in.readInt()];
      for (int j = 0; j < values.length; j++) {
        values[j] = readText(in);
      }
      headers.put(name, List.of(values));
    }
    String url = readText(in);
    byte[] body = new byte[in.readInt()];
    in.readFully(body);
    return new PageMetadata(triggerTime, fetchTime, fetchId, page, statusCode, headers, url, body);
  }

  private static void writeValidators(DataOutputSerializer out, Validators validators)
      throws IOException {
    writeText(out, validators.subject());
    writeText(out, validators.etag());
    writeText(out, validators.lastModified());
  }

  private static Validators readValidators(DataInputDeserializer in) throws IOException {
    return new Validators(readText(in), readText(in), readText(in));
  }

  private static void writeInstant(DataOutputSerializer out, Instant instant) throws IOException {
    out.writeBoolean(instant != null);
    if (instant != null) {
      out.writeLong(instant.getEpochSecond());
      out.writeInt(instant.getNano());
    }
  }

  private static Instant readInstant(DataInputDeserializer in) throws IOException {
    return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
  }

  /** Unlike writeUTF this takes texts of more than 64 KiB: tokens and URLs are the server's. */
  private static void writeText(DataOutputSerializer out, String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputDeserializer in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
