package io.sqluice.http.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.Nullable;
import javax.annotation.concurrent.GuardedBy;

/**
 * Lets requests go one by one, in order of arrival: not faster than a rate, not more than a number
 * at once, and none while the server takes none. Nothing waits on a thread; who may go is told by a
 * callback.
 *
 * <p>Its members share one budget: the least rate and the least number of those that any of the
 * members there are has been given; members that have parts of one rate count as one with their
 * sum.
 *
 * <p>Starts of requests that queue keep a grid of one interval (1 s / rate), so that a timer that
 * fires late costs no throughput and the count in any period stays within the rate. There is no
 * burst after a pause. Flink's rate limiters are not used because they block a thread of their own,
 * know no cancellation and read the machine's clock.
 */
final class RequestLimiter implements AutoCloseable {

  private final CallTimer timer;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final List<Member> members = new ArrayList<>();

  @GuardedBy("lock")
  private long intervalNanos;

  @GuardedBy("lock")
  private int maxConcurrent;

  @GuardedBy("lock")
  private final Set<Ticket> waiting = new LinkedHashSet<>();

  @GuardedBy("lock")
  private int inFlight;

  @GuardedBy("lock")
  private long nextStart;

  /** The start that the last one admitted was given, for it to give back. */
  @GuardedBy("lock")
  private long lastStart;

  @GuardedBy("lock")
  @Nullable
  private Ticket lastAdmitted;

  @GuardedBy("lock")
  private long pausedUntil;

  @GuardedBy("lock")
  private boolean wakeUpPending;

  @GuardedBy("lock")
  private boolean admitting;

  RequestLimiter(CallTimer timer) {
    this.timer = timer;
    this.nextStart = timer.nanoTime();
    this.pausedUntil = nextStart;
  }

  /** Holds nothing; its members leave by themselves. */
  @Override
  public void close() {}

  /** Adds a member, whose budget becomes part of the common one. */
  Member join(RateLimit budget) {
    synchronized (lock) {
      Member member = new Member(budget);
      members.add(member);
      setBudget();
      return member;
    }
  }

  @GuardedBy("lock")
  private void setBudget() {
    double rate = Double.POSITIVE_INFINITY;
    maxConcurrent = Integer.MAX_VALUE;
    Map<String, Double> ofTables = new HashMap<>();
    for (Member member : members) {
      RateLimit budget = member.budget;
      maxConcurrent = Math.min(maxConcurrent, budget.maxConcurrent());
      Double own = budget.requestsPerSecond();
      if (own == null) {
        continue;
      }
      RateLimit.Part part = budget.part();
      if (part == null) {
        rate = Math.min(rate, own);
      } else {
        // Several joins of a table each have all of its tasks.
        ofTables.merge(part.of(), own / part.tasks(), (sum, more) -> Math.min(own, sum + more));
      }
    }
    for (double ofTable : ofTables.values()) {
      rate = Math.min(rate, ofTable);
    }
    intervalNanos = (long) Math.ceil(1_000_000_000 / rate);
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
    if (pausedUntil - now > 0) {
      wakeUpIn(pausedUntil - now);
      return null;
    }
    lastStart = nextStart;
    if (intervalNanos > 0) {
      if (nextStart - now > 0) {
        wakeUpIn(nextStart - now);
        return null;
      }
      boolean onGrid = now - nextStart < intervalNanos && first.queuedAt - nextStart <= 0;
      nextStart = (onGrid ? nextStart : now) + intervalNanos;
    }
    waiting.remove(first);
    lastAdmitted = first;
    inFlight++;
    first.member.inFlight++;
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

  /** One of those who share the limiter. */
  final class Member {

    private final RateLimit budget;

    // Belongs to the limiter's lock, as the fields of tickets do.
    private int inFlight;

    private Member(RateLimit budget) {
      this.budget = budget;
    }

    /** The requests of this member that have been admitted and have not left. */
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
      return new Ticket(this, admitted);
    }

    /**
     * Lets nothing go for a while: no request of any member. A longer pause stays as it is.
     *
     * @return whether the pause has become longer
     */
    boolean pause(Duration duration) {
      synchronized (lock) {
        long end = timer.nanoTime() + duration.toNanos();
        if (end - pausedUntil <= 0) {
          return false;
        }
        pausedUntil = end;
        return true;
      }
    }

    /** Takes the member's budget out of the common one. Its tickets have to leave by themselves. */
    void leave() {
      synchronized (lock) {
        members.remove(this);
        setBudget();
      }
      admitWhoMayGo();
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

    private final Member member;
    private final Consumer<Ticket> admitted;

    // These three belong to the limiter's lock; an annotation cannot say so of another's ticket.
    private State state = State.NEW;

    private long queuedAt;

    private long waitedNanos;

    private Ticket(Member member, Consumer<Ticket> admitted) {
      this.member = member;
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
          member.inFlight--;
        }
        state = State.GONE;
      }
      admitWhoMayGo();
    }

    /**
     * Gives up the place without having sent anything, and its start with it if no other request
     * has been admitted since.
     */
    void leaveUnused() {
      synchronized (lock) {
        if (lastAdmitted == this && state == State.ADMITTED) {
          nextStart = lastStart;
        }
      }
      leave();
    }

    /** The time between queueing and admission. */
    Duration waited() {
      synchronized (lock) {
        return Duration.ofNanos(waitedNanos);
      }
    }
  }
}
