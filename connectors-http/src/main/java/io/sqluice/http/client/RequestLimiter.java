package io.sqluice.http.client;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.Nullable;
import javax.annotation.concurrent.GuardedBy;

/**
 * Lets requests go one by one, in order of arrival: not faster than a rate, not more than a number
 * at once. Nothing waits on a thread; who may go is told by a callback.
 *
 * <p>Starts of requests that queue keep a grid of one interval (1 s / rate), so that a timer that
 * fires late costs no throughput and the count in any period stays within the rate. There is no
 * burst after a pause. Flink's rate limiters are not used because they block a thread of their own,
 * know no cancellation and read the machine's clock.
 */
final class RequestLimiter {

  private final long intervalNanos;
  private final int maxConcurrent;
  private final CallTimer timer;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Set<Ticket> waiting = new LinkedHashSet<>();

  @GuardedBy("lock")
  private int inFlight;

  @GuardedBy("lock")
  private long nextStart;

  @GuardedBy("lock")
  private boolean wakeUpPending;

  @GuardedBy("lock")
  private boolean admitting;

  /**
   * @param requestsPerSecond null for no limit
   * @param maxConcurrent at least 1
   */
  RequestLimiter(@Nullable Double requestsPerSecond, int maxConcurrent, CallTimer timer) {
    this.intervalNanos =
        requestsPerSecond == null ? 0 : (long) Math.ceil(1_000_000_000 / requestsPerSecond);
    this.maxConcurrent = maxConcurrent;
    this.timer = timer;
    this.nextStart = timer.nanoTime();
  }

  /** The requests that have been admitted and have not left. */
  int inFlight() {
    synchronized (lock) {
      return inFlight;
    }
  }

  /**
   * A ticket for one request, not queued yet.
   *
   * @param admitted called once, when the request may go, by whichever thread made room; must not
   *     block
   */
  Ticket ticket(Consumer<Ticket> admitted) {
    return new Ticket(admitted);
  }

  private void admitWhoMayGo() {
    synchronized (lock) {
      if (admitting) {
        // Another thread, or a caller further down this stack, is at it and will see our change.
        return;
      }
      admitting = true;
    }
    while (true) {
      Ticket next;
      synchronized (lock) {
        next = takeNext();
        if (next == null) {
          admitting = false;
          return;
        }
      }
      tell(next);
    }
  }

  private void tell(Ticket next) {
    try {
      next.admitted.accept(next);
    } catch (RuntimeException | Error failure) {
      synchronized (lock) {
        admitting = false;
      }
      throw failure;
    }
  }

  @Nullable
  @GuardedBy("lock")
  private Ticket takeNext() {
    if (waiting.isEmpty() || inFlight >= maxConcurrent) {
      return null;
    }
    Ticket first = waiting.iterator().next();
    long now = timer.nanoTime();
    if (intervalNanos > 0) {
      if (nextStart - now > 0) {
        wakeUpIn(nextStart - now);
        return null;
      }
      boolean onGrid = now - nextStart < intervalNanos && first.queuedAt - nextStart <= 0;
      nextStart = (onGrid ? nextStart : now) + intervalNanos;
    }
    waiting.remove(first);
    inFlight++;
    first.state = State.ADMITTED;
    first.waitedNanos = now - first.queuedAt;
    return first;
  }

  @GuardedBy("lock")
  private void wakeUpIn(long nanos) {
    if (!wakeUpPending) {
      wakeUpPending = true;
      timer.schedule(
          Duration.ofNanos(nanos),
          () -> {
            synchronized (lock) {
              wakeUpPending = false;
            }
            admitWhoMayGo();
          });
    }
  }

  private enum State {
    NEW,
    WAITING,
    ADMITTED,
    GONE
  }

  /** One request's place in the queue, then in flight. */
  final class Ticket {

    private final Consumer<Ticket> admitted;

    // These three belong to the limiter's lock; an annotation cannot say so of another's ticket.
    private State state = State.NEW;

    private long queuedAt;

    private long waitedNanos;

    private Ticket(Consumer<Ticket> admitted) {
      this.admitted = admitted;
    }

    /** Takes the last place of the queue; admits at once if there is room. */
    void queue() {
      synchronized (lock) {
        if (state != State.NEW) {
          return;
        }
        state = State.WAITING;
        queuedAt = timer.nanoTime();
        waiting.add(this);
      }
      admitWhoMayGo();
    }

    /** Gives up the place, whether in the queue or in flight. Harmless when called again. */
    void leave() {
      synchronized (lock) {
        if (state == State.WAITING) {
          waiting.remove(this);
        } else if (state == State.ADMITTED) {
          inFlight--;
        }
        state = State.GONE;
      }
      admitWhoMayGo();
    }

    /** The time between queueing and admission. */
    Duration waited() {
      synchronized (lock) {
        return Duration.ofNanos(waitedNanos);
      }
    }
  }
}
