package io.sqluice.http.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.annotation.concurrent.GuardedBy;

/** Things that their holders share: made for the first, closed after the last. Thread-safe. */
final class SharedInstances<K, V> {

  private final Consumer<V> close;

  @GuardedBy("this")
  private final Map<K, Counted<V>> instances = new HashMap<>();

  private static final class Counted<V> {
    private final V value;
    private int holders;

    Counted(V value) {
      this.value = value;
    }
  }

  /**
   * @param close called once for each thing, after its last holder has gone
   */
  SharedInstances(Consumer<V> close) {
    this.close = close;
  }

  /** Makes the caller a holder. */
  synchronized V acquire(K key, Function<K, V> maker) {
    Counted<V> counted = instances.get(key);
    if (counted == null) {
      counted = new Counted<>(maker.apply(key));
      instances.put(key, counted);
    }
    counted.holders++;
    return counted.value;
  }

  /** Ends one holding of the caller's. */
  void release(K key) {
    Counted<V> last;
    synchronized (this) {
      Counted<V> counted = instances.get(key);
      if (counted == null || --counted.holders > 0) {
        return;
      }
      last = instances.remove(key);
    }
    close.accept(last.value);
  }

  /** Closes what still has holders. */
  void close() {
    List<Counted<V>> rest;
    synchronized (this) {
      rest = List.copyOf(instances.values());
      instances.clear();
    }
    rest.forEach(counted -> close.accept(counted.value));
  }
}
