package io.sqluice.http.incremental;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.response.JqException;
import io.sqluice.http.response.RecordListener;
import io.sqluice.http.response.RefusedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/** What the records of one answer say for later polls. For one thread. */
public final class RecordNotes implements RecordListener {

  private final RecordReader reader;
  private final List<Hash128> keys = new ArrayList<>();
  @Nullable private CursorScale scale;
  @Nullable private CursorValue highest;

  /**
   * @param scale what the cursors of the answer must compare with; null to take the first one's
   */
  RecordNotes(RecordReader reader, @Nullable CursorScale scale) {
    this.reader = reader;
    this.scale = scale;
  }

  @Override
  public void record(JsonNode record) {
    if (reader.cursor() != null) {
      CursorValue cursor = cursorOf(record);
      if (cursor != null) {
        compare(cursor);
      }
    }
    if (!reader.keyFields().isEmpty()) {
      keys.add(keyOf(record));
    }
  }

  private void compare(CursorValue cursor) {
    if (scale == null) {
      scale = CursorScale.ofFirst(cursor);
    } else {
      scale.check(cursor, reader);
    }
    highest = reader.math().higher(highest, cursor);
  }

  /** The highest cursor; null if no record has one. */
  @Nullable
  public CursorValue highest() {
    return highest;
  }

  /**
   * The key of each record, null for one that has none of the key's fields; empty if the table has
   * no key.
   */
  public List<Hash128> keys() {
    return keys;
  }

  @Nullable
  private CursorValue cursorOf(JsonNode record) {
    try {
      Optional<JsonNode> value = reader.cursor().first(record);
      return value.isEmpty()
          ? null
          : CursorValue.of(value.get(), reader.math().instants(), reader.cursorOrigin());
    } catch (JqException failure) {
      throw new RefusedRecordException(
          "%s failed: %s; correct it or check what the API sends"
              .formatted(reader.cursorOrigin(), failure.getMessage()));
    }
  }

  @Nullable
  private Hash128 keyOf(JsonNode record) {
    StringBuilder text = new StringBuilder();
    boolean any = false;
    for (String field : reader.keyFields()) {
      JsonNode value = record.get(field);
      boolean present = value != null && !value.isNull();
      any |= present;
      if (present) {
        CanonicalJson.append(value, text);
      } else {
        text.append("null");
      }
      text.append(';');
    }
    return any ? Hash128.of(text.toString().getBytes(StandardCharsets.UTF_8)) : null;
  }
}
