package io.sqluice.http.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenKeysTest {

  private static final byte[] NONE = {};

  @Test
  void should_tell_new_keys_from_those_seen() {
    SeenKeys keys = new SeenKeys(10, NONE);

    assertThat(keys.add(key(1))).isTrue();
    assertThat(keys.add(key(2))).isTrue();
    assertThat(keys.add(key(1))).isFalse();
  }

  @Test
  void should_forget_the_key_that_was_seen_least_recently() {
    SeenKeys keys = new SeenKeys(2, NONE);
    keys.add(key(1));
    keys.add(key(2));
    keys.add(key(1));

    keys.add(key(3));

    assertThat(keys.add(key(1))).isFalse();
    assertThat(keys.add(key(3))).isFalse();
    assertThat(keys.add(key(2))).isTrue();
  }

  @Test
  void should_restore_keys_and_their_order() {
    SeenKeys keys = new SeenKeys(3, NONE);
    IntStream.of(1, 2, 3, 1).forEach(n -> keys.add(key(n)));

    SeenKeys restored = new SeenKeys(3, keys.toBytes());
    restored.add(key(4));

    assertThat(restored.add(key(3))).isFalse();
    assertThat(restored.add(key(1))).isFalse();
    assertThat(restored.add(key(2))).isTrue();
  }

  @Test
  void should_keep_the_most_recent_of_more_than_fit() {
    SeenKeys keys = new SeenKeys(3, NONE);
    IntStream.of(1, 2, 3).forEach(n -> keys.add(key(n)));

    SeenKeys smaller = new SeenKeys(2, keys.toBytes());

    assertThat(smaller.toBytes()).hasSize(2 * Hash128.BYTES);
    assertThat(smaller.add(key(1))).isTrue();
  }

  @Test
  void should_write_what_was_seen_after_it_has_been_written() {
    SeenKeys keys = new SeenKeys(3, NONE);
    keys.add(key(1));
    byte[] before = keys.toBytes();

    keys.add(key(2));

    assertThat(before).hasSize(Hash128.BYTES);
    assertThat(keys.toBytes()).hasSize(2 * Hash128.BYTES);
    assertThat(keys.toBytes()).isSameAs(keys.toBytes());
  }

  private static Hash128 key(int number) {
    return new Hash128(number, -number);
  }
}
