package io.sqluice.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestLimiterTest {

  private final ManualCallTimer timer = new ManualCallTimer();
  private final List<String> admitted = new ArrayList<>();

  /** Queues a request that notes its name and the time of its admission in milliseconds. */
  private static RequestLimiter.Member limiter(Double rate, int maxConcurrent, CallTimer timer) {
    return new RequestLimiter(timer).join(new RateLimit(rate, maxConcurrent, null));
  }

  private RequestLimiter.Ticket queue(RequestLimiter.Member limiter, String name) {
    return queue(limiter, name, ticket -> {});
  }

  private RequestLimiter.Ticket queue(
      RequestLimiter.Member limiter, String name, Consumer<RequestLimiter.Ticket> then) {
    RequestLimiter.Ticket ticket =
        limiter.ticket(
            own -> {
              admitted.add(name + "@" + timer.nanoTime() / 1_000_000);
              then.accept(own);
            });
    ticket.queue();
    return ticket;
  }

  @Test
  void should_admit_at_once_without_a_rate() {
    RequestLimiter.Member limiter = limiter(null, 100, timer);

    IntStream.range(0, 3).forEach(i -> queue(limiter, "r" + i));

    assertThat(admitted).containsExactly("r0@0", "r1@0", "r2@0");
    assertThat(limiter.inFlight()).isEqualTo(3);
  }

  @Test
  void should_space_requests_by_the_rate_in_order_of_arrival() {
    RequestLimiter.Member limiter = limiter(10.0, 100, timer);

    IntStream.range(0, 4).forEach(i -> queue(limiter, "r" + i));
    assertThat(admitted).containsExactly("r0@0");
    timer.advance(Duration.ofMillis(99));
    assertThat(admitted).containsExactly("r0@0");
    timer.advance(Duration.ofSeconds(1));

    assertThat(admitted).containsExactly("r0@0", "r1@100", "r2@200", "r3@300");
    assertThat(timer.pending()).isEmpty();
  }

  @Test
  void should_allow_rates_below_one_a_second() {
    RequestLimiter.Member limiter = limiter(0.5, 100, timer);

    queue(limiter, "a");
    queue(limiter, "b");
    timer.advance(Duration.ofSeconds(10));

    assertThat(admitted).containsExactly("a@0", "b@2000");
  }

  @Test
  void should_not_burst_after_a_pause() {
    RequestLimiter.Member limiter = limiter(10.0, 100, timer);
    timer.advance(Duration.ofMinutes(1));

    IntStream.range(0, 3).forEach(i -> queue(limiter, "r" + i));
    timer.advance(Duration.ofSeconds(1));

    assertThat(admitted).containsExactly("r0@60000", "r1@60100", "r2@60200");
  }

  @Test
  void should_keep_the_whole_interval_to_a_request_that_did_not_queue() {
    RequestLimiter.Member limiter = limiter(10.0, 100, timer);
    queue(limiter, "a");
    timer.advance(Duration.ofMillis(150));

    queue(limiter, "b");
    queue(limiter, "c");
    timer.advance(Duration.ofSeconds(1));

    assertThat(admitted).containsExactly("a@0", "b@150", "c@250");
  }

  @Test
  void should_lose_no_throughput_to_late_timers() {
    // A timer that fires 3 ms late each time: 9 intervals still end with the 900th millisecond.
    CallTimer late =
        new CallTimer() {
          @Override
          public java.time.Instant instant() {
            return timer.instant();
          }

          @Override
          public long nanoTime() {
            return timer.nanoTime();
          }

          @Override
          public Runnable schedule(Duration delay, Runnable task) {
            return timer.schedule(delay.plusMillis(3), task);
          }
        };
    RequestLimiter.Member limiter = limiter(10.0, 100, late);

    IntStream.range(0, 10).forEach(i -> queue(limiter, "r" + i));
    timer.advance(Duration.ofMillis(903));

    assertThat(admitted).hasSize(10).endsWith("r9@903");
  }

  @Test
  void should_hold_requests_over_the_limit_until_one_leaves() {
    RequestLimiter.Member limiter = limiter(null, 2, timer);
    RequestLimiter.Ticket first = queue(limiter, "a");
    queue(limiter, "b");
    queue(limiter, "c");
    queue(limiter, "d");
    assertThat(admitted).containsExactly("a@0", "b@0");

    timer.advance(Duration.ofMillis(5));
    first.leave();
    first.leave();

    assertThat(admitted).containsExactly("a@0", "b@0", "c@5");
    assertThat(limiter.inFlight()).isEqualTo(2);
  }

  @Test
  void should_pass_over_a_request_that_left_the_queue() {
    RequestLimiter.Member limiter = limiter(10.0, 100, timer);
    queue(limiter, "a");
    RequestLimiter.Ticket left = queue(limiter, "b");
    queue(limiter, "c");

    left.leave();
    timer.advance(Duration.ofSeconds(1));

    assertThat(admitted).containsExactly("a@0", "c@100");
    assertThat(limiter.inFlight()).isEqualTo(2);
  }

  @Test
  void should_not_admit_a_ticket_that_left_before_it_queued() {
    RequestLimiter.Member limiter = limiter(null, 1, timer);
    RequestLimiter.Ticket ticket = limiter.ticket(own -> admitted.add("never"));

    ticket.leave();
    ticket.queue();

    assertThat(admitted).isEmpty();
    assertThat(limiter.inFlight()).isZero();
  }

  @Test
  void should_tell_how_long_a_request_waited() {
    RequestLimiter.Member limiter = limiter(10.0, 1, timer);
    List<Duration> waits = new ArrayList<>();
    Consumer<RequestLimiter.Ticket> noteAndLeave =
        ticket -> {
          waits.add(ticket.waited());
          ticket.leave();
        };

    IntStream.range(0, 3).forEach(i -> queue(limiter, "r" + i, noteAndLeave));
    timer.advance(Duration.ofSeconds(1));

    assertThat(waits)
        .containsExactly(Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void should_admit_a_long_queue_of_requests_that_leave_at_once() {
    RequestLimiter.Member limiter = limiter(null, 1, timer);
    RequestLimiter.Ticket blocking = queue(limiter, "first");
    IntStream.range(0, 100_000).forEach(i -> queue(limiter, "r", RequestLimiter.Ticket::leave));

    blocking.leave();

    assertThat(admitted).hasSize(100_001);
    assertThat(limiter.inFlight()).isZero();
  }

  @Test
  void should_go_on_after_an_admission_that_fails() {
    RequestLimiter.Member limiter = limiter(null, 10, timer);
    try {
      queue(
          limiter,
          "broken",
          ticket -> {
            throw new IllegalStateException("broken");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("broken");
    }

    queue(limiter, "next");

    assertThat(admitted).containsExactly("broken@0", "next@0");
  }

  @Test
  void should_share_the_least_budget_of_its_members() {
    RequestLimiter limiter = new RequestLimiter(timer);
    RequestLimiter.Member fast = limiter.join(new RateLimit(100.0, 2, null));
    RequestLimiter.Member slow = limiter.join(new RateLimit(10.0, 100, null));

    queue(fast, "f1");
    queue(slow, "s1");
    queue(fast, "f2");
    timer.advance(Duration.ofMillis(99));
    assertThat(admitted).containsExactly("f1@0");
    timer.advance(Duration.ofMillis(1));
    assertThat(admitted).containsExactly("f1@0", "s1@100");
    // Two are in flight, which is all that the other member allows.
    timer.advance(Duration.ofSeconds(1));
    assertThat(admitted).containsExactly("f1@0", "s1@100");
    assertThat(fast.inFlight()).isEqualTo(1);
    assertThat(slow.inFlight()).isEqualTo(1);
  }

  @Test
  void should_add_up_the_parts_of_one_table_that_meet() {
    RateLimit whole = new RateLimit(20.0, 2, null);
    RequestLimiter limiter = new RequestLimiter(timer);
    RequestLimiter.Member one = limiter.join(whole.with(new RateLimit.Part("t", 4)));
    RequestLimiter.Member other = limiter.join(whole.with(new RateLimit.Part("t", 4)));

    queue(one, "1");
    queue(other, "2");
    timer.advance(Duration.ofMillis(99));
    assertThat(admitted).containsExactly("1@0");
    // Two of four parts of 20 a second; the two in flight are all that the table has.
    timer.advance(Duration.ofMillis(1));
    assertThat(admitted).containsExactly("1@0", "2@100");
    queue(one, "3");
    timer.advance(Duration.ofSeconds(1));
    assertThat(admitted).containsExactly("1@0", "2@100");

    other.leave();

    assertThat(one.inFlight()).isEqualTo(1);
  }

  @Test
  void should_add_up_parts_to_no_more_than_the_whole() {
    // Two joins of one table, each with two tasks.
    RequestLimiter limiter = new RequestLimiter(timer);
    RateLimit half = new RateLimit(10.0, 9, null).with(new RateLimit.Part("t", 2));
    List<RequestLimiter.Member> members =
        List.of(limiter.join(half), limiter.join(half), limiter.join(half), limiter.join(half));

    queue(members.get(0), "1");
    queue(members.get(3), "2");
    timer.advance(Duration.ofMillis(99));
    assertThat(admitted).containsExactly("1@0");
    timer.advance(Duration.ofMillis(1));

    assertThat(admitted).containsExactly("1@0", "2@100");
  }

  @Test
  void should_have_the_least_rate_of_tables_and_of_sums_of_parts() {
    RequestLimiter limiter = new RequestLimiter(timer);
    RequestLimiter.Member parts =
        limiter.join(new RateLimit(40.0, 9, "g").with(new RateLimit.Part("t", 2)));
    limiter.join(new RateLimit(40.0, 9, "g").with(new RateLimit.Part("t", 2)));
    RequestLimiter.Member polled = limiter.join(new RateLimit(10.0, 9, "g"));

    for (String request : List.of("1", "2", "3", "4")) {
      queue(parts, request);
    }
    timer.advance(Duration.ofMillis(100));
    assertThat(admitted).containsExactly("1@0", "2@100");
    polled.leave();
    timer.advance(Duration.ofMillis(125));

    assertThat(admitted).containsExactly("1@0", "2@100", "3@200", "4@225");
  }

  @Test
  void should_have_the_budget_of_those_who_are_still_there() {
    RequestLimiter limiter = new RequestLimiter(timer);
    RequestLimiter.Member fast = limiter.join(new RateLimit(null, 100, null));
    RequestLimiter.Member slow = limiter.join(new RateLimit(0.001, 1, null));
    queue(fast, "1");
    queue(fast, "2");
    assertThat(admitted).containsExactly("1@0");

    slow.leave();

    assertThat(admitted).containsExactly("1@0", "2@0");
  }

  @Test
  void should_let_nothing_go_during_a_pause() {
    RequestLimiter limiter = new RequestLimiter(timer);
    RequestLimiter.Member one = limiter.join(new RateLimit(null, 100, null));
    RequestLimiter.Member other = limiter.join(new RateLimit(null, 100, null));

    assertThat(one.pause(Duration.ofSeconds(10))).isTrue();
    assertThat(one.pause(Duration.ofSeconds(5))).isFalse();
    queue(one, "1");
    queue(other, "2");
    timer.advance(Duration.ofMillis(9_999));
    assertThat(admitted).isEmpty();
    assertThat(other.pause(Duration.ofSeconds(1))).isTrue();
    timer.advance(Duration.ofMillis(999));
    assertThat(admitted).isEmpty();
    timer.advance(Duration.ofMillis(1));
    assertThat(admitted).containsExactly("1@10999", "2@10999");
  }
}
