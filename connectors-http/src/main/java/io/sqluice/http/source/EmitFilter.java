package io.sqluice.http.source;

import io.sqluice.http.incremental.Hash128;
import io.sqluice.http.incremental.SeenKeys;
import io.sqluice.http.source.ScanConfig.EmitConfig;
import io.sqluice.http.source.ScanConfig.EmitMode;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Passes over the records of an accepted page that earlier polls have emitted. It owns the keys
 * that have been seen, which change with the page, so that state and emitted rows agree.
 *
 * <p>Used by the task thread only.
 */
final class EmitFilter {

  private final EmitConfig config;
  private final SourceMetrics metrics;
  private final SeenKeys seenKeys;

  /**
   * @param seenKeys those of a checkpoint
   */
  EmitFilter(EmitConfig config, SourceMetrics metrics, byte[] seenKeys) {
    this.config = config;
    this.metrics = metrics;
    // Keys that nothing is compared with would only grow old in state.
    byte[] restored = config.mode() == EmitMode.NEW ? seenKeys : new byte[0];
    this.seenKeys = new SeenKeys(config.maxKeys(), restored);
  }

  /**
   * The rows of a page that are to be emitted.
   *
   * @param before the hash of the page in the last completed poll; null if it had none
   */
  List<PendingRow> apply(FetchedPage page, @Nullable Hash128 before) {
    return switch (config.mode()) {
      case ALL -> page.rows();
      case CHANGED -> changed(page, before);
      case NEW -> unseen(page);
    };
  }

  /** The keys for a checkpoint; not to be changed. */
  byte[] seenKeys() {
    return seenKeys.toBytes();
  }

  private List<PendingRow> changed(FetchedPage page, @Nullable Hash128 before) {
    if (before == null || !before.equals(page.notes().bodyHash())) {
      return page.rows();
    }
    metrics.pageUnchanged();
    return List.of();
  }

  /**
   * A record without any of the key's fields cannot be told from others, so it is never dropped.
   */
  private List<PendingRow> unseen(FetchedPage page) {
    List<Hash128> keys = page.notes().keys();
    List<PendingRow> unseen = new ArrayList<>();
    for (int i = 0; i < page.rows().size(); i++) {
      if (keys.get(i) == null || seenKeys.add(keys.get(i))) {
        unseen.add(page.rows().get(i));
      }
    }
    metrics.recordsDeduplicated(page.rows().size() - unseen.size());
    return unseen;
  }
}
