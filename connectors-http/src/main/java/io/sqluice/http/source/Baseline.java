package io.sqluice.http.source;

import io.sqluice.http.incremental.CursorValue;
import io.sqluice.http.incremental.Hash128;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What a completed poll leaves for the next one to start from.
 *
 * @param validators those of its answer
 * @param cursor the highest cursor that completed polls have seen; null if none has seen any
 * @param pageHashes the hashes of its bodies by page; empty unless unchanged ones are passed over
 */
record Baseline(Validators validators, @Nullable CursorValue cursor, List<Hash128> pageHashes) {

  /** Before the first completed poll. */
  static final Baseline NONE = new Baseline(Validators.NONE, null, List.of());

  Baseline {
    pageHashes = List.copyOf(pageHashes);
  }

  /** The hash of a page; null if there is none. */
  @Nullable
  Hash128 pageHash(int page) {
    return page < pageHashes.size() ? pageHashes.get(page) : null;
  }

  Baseline withValidators(Validators newValidators) {
    return new Baseline(newValidators, cursor, pageHashes);
  }

  Baseline withCursor(@Nullable CursorValue newCursor) {
    return new Baseline(validators, newCursor, pageHashes);
  }

  /** With the hash of the page behind the last. */
  Baseline withPageHash(Hash128 hash) {
    List<Hash128> all = new ArrayList<>(pageHashes);
    all.add(hash);
    return new Baseline(validators, cursor, all);
  }
}
