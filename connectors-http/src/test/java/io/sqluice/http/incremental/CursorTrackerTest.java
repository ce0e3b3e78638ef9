package io.sqluice.http.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.incremental.CursorConfig.Sending;
import io.sqluice.http.response.EpochUnit;
import io.sqluice.http.response.InstantText;
import io.sqluice.http.response.TimestampRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorTrackerTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final CursorDistance HOUR = CursorDistance.of(Duration.ofHours(1));
  private static final CursorDistance HUNDRED = CursorDistance.of(new BigDecimal(100));

  @ParameterizedTest
  @CsvSource({
    "9, 10",
    "9, 9.5",
    "12345678901234567890, 12345678901234567891",
    "2026-11-20T10:00:00Z, 2026-11-20T09:30:00-01:00",
    "2026-11-20, 2026-11-20T00:00:00.000000001Z",
    "2026-11-20 10:00, 2026-11-20T10:00:01",
    "9z, a",
    "\uFF5E, \uD83D\uDE00",
    "9, a",
    "2026-11-20T10:00:00Z, a",
    "5, 2026-11-20",
    "1795168799, 2026-11-20T10:00:00Z",
    "2026-11-20T10:00:00Z, 1795168801000",
    "1e9, 1f9"
  })
  void should_order_numbers_before_instants_before_texts(String lower, String higher) {
    CursorTracker tracker = tracker(null, null, null);

    assertThat(tracker.higher(value(lower), value(higher)).text()).isEqualTo(higher);
    assertThat(tracker.higher(value(higher), value(lower)).text()).isEqualTo(higher);
  }

  @Test
  void should_keep_the_value_it_has_among_equals() {
    CursorTracker tracker = tracker(null, null, null);

    assertThat(tracker.higher(value("1.0"), value("1")).text()).isEqualTo("1.0");
    assertThat(tracker.higher(null, value("1")).text()).isEqualTo("1");
    assertThat(tracker.higher(value("1"), null).text()).isEqualTo("1");
    assertThat(tracker.higher(null, null)).isNull();
  }

  @Test
  void should_put_a_blank_cursor_of_a_checkpoint_behind_all_others() throws CursorException {
    CursorTracker tracker = tracker("2026-11-20T10:00:00Z", HOUR, null);

    assertThat(tracker.higher(value(""), value("1")).text()).isEqualTo("1");
    assertThat(tracker.higher(value("1"), value(" ")).text()).isEqualTo("1");
    assertThat(from(tracker, "")).isEqualTo("2026-11-20T10:00:00Z");
  }

  @Test
  void should_compare_numbers_of_any_exponent_at_once() {
    CursorTracker tracker = tracker(null, null, null);
    CursorValue huge = new CursorValue("1e999999999", CursorValue.Kind.NUMBER, false, null);

    assertThat(tracker.higher(huge, value("5"))).isEqualTo(huge);
    assertThat(tracker.time(huge)).isEmpty();
  }

  @Test
  void should_start_without_a_cursor_when_there_is_none() throws CursorException {
    assertThat(tracker(null, HOUR, null).first(null, NOON)).isEmpty();
  }

  @Test
  void should_start_at_the_initial_cursor_and_not_before_it() throws CursorException {
    CursorTracker tracker = tracker("2026-11-20T10:00:00Z", HOUR, null);

    assertThat(from(tracker, null)).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(from(tracker, "2026-11-20T10:30:00Z")).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(from(tracker, "2026-11-20T11:30:00Z")).isEqualTo("2026-11-20T10:30:00Z");
    assertThat(from(tracker, "1795172460000")).isEqualTo("1795168860000");
    assertThat(from(tracker, "1795172340000")).isEqualTo("2026-11-20T10:00:00Z");
  }

  @Test
  void should_leave_an_initial_cursor_of_another_kind_behind() throws CursorException {
    assertThat(from(tracker("2026-W01", null, null), "17")).isEqualTo("17");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T10:00:00.500Z, 2026-11-20T09:00:00.500Z",
    "2026-11-20T00:30:00+0100, 2026-11-19T23:30:00+0100",
    "2026-11-20 10:00, 2026-11-20 09:00:00",
    "2026-11-20, 2026-11-19T23:00:00Z",
    "1795172400, 1795168800",
    "1795172400000, 1795168800000",
    "1795172400.25, 1795168800.25"
  })
  void should_look_back_in_time_the_way_the_api_writes_it(String cursor, String expected)
      throws CursorException {
    assertThat(from(tracker(null, HOUR, null), cursor)).isEqualTo(expected);
  }

  @Test
  void should_look_back_in_numbers() throws CursorException {
    assertThat(from(tracker(null, HUNDRED, null), "12345678901234567890"))
        .isEqualTo("12345678901234567790");
    assertThat(from(tracker("50", HUNDRED, null), "120")).isEqualTo("50");
  }

  @Test
  void should_say_what_it_cannot_reckon_with() {
    assertThatThrownBy(() -> from(tracker(null, HOUR, null), "abc"))
        .isInstanceOf(CursorException.class)
        .hasMessage(
            "'scan.cursor.lookback': the cursor 'abc' is not a time; take the option out, give it"
                + " as a number such as 1000, or let 'scan.cursor.jq' give what fits");
    assertThatThrownBy(() -> from(tracker(null, null, HUNDRED), "2026-11-20"))
        .isInstanceOf(CursorException.class)
        .hasMessage(
            "'scan.cursor.step': the cursor '2026-11-20' is not a number; take the option out, give"
                + " it as a duration such as '1 h', or let 'scan.cursor.jq' give what fits");
    assertThatThrownBy(() -> from(tracker(null, null, HOUR), "9999-12-31T23:30:00Z"))
        .isInstanceOf(CursorException.class)
        .hasMessage(
            "'scan.cursor.step': from the cursor '9999-12-31T23:30:00Z' it leads out of the years"
                + " 0000 to 9999; make it shorter");
  }

  @Test
  void should_walk_through_time_in_windows_until_the_trigger_time() throws CursorException {
    assertThat(windows("2026-11-20T09:30:00Z", HOUR, List.of()))
        .containsExactly(
            "2026-11-20T09:30:00Z to 2026-11-20T10:30:00Z",
            "2026-11-20T10:30:00Z to 2026-11-20T11:30:00Z",
            "2026-11-20T11:30:00Z to 2026-11-20T12:00:00Z");
    assertThat(windows("1795168800000", HOUR, List.of()))
        .containsExactly("1795168800000 to 1795172400000", "1795172400000 to 1795176000000");
    assertThat(windows("2026-11-19", CursorDistance.of(Duration.ofDays(1)), List.of()))
        .containsExactly("2026-11-19 to 2026-11-20", "2026-11-20 to 2026-11-20T12:00:00Z");
  }

  @Test
  void should_end_windows_of_whole_seconds_behind_a_trigger_time_between_them()
      throws CursorException {
    CursorTracker tracker = tracker("1795175999", null, HOUR);
    Instant trigger = NOON.plusMillis(500);

    CursorWindow only = tracker.first(null, trigger).orElseThrow();

    assertThat(only.to().text()).isEqualTo("1795176001");
    assertThat(tracker.following(only, true, trigger)).isEmpty();
  }

  @Test
  void should_move_by_at_least_one_unit() throws CursorException {
    CursorTracker tracker = tracker("1795168800", null, CursorDistance.of(Duration.ofMillis(1)));

    assertThat(tracker.first(null, NOON).orElseThrow().to().text()).isEqualTo("1795168801");
  }

  @Test
  void should_ask_for_one_window_when_the_cursor_is_ahead_of_time() throws CursorException {
    assertThat(windows("2026-11-20T13:00:00Z", HOUR, List.of()))
        .containsExactly("2026-11-20T13:00:00Z to 2026-11-20T14:00:00Z");
  }

  @Test
  void should_walk_through_numbers_until_a_window_is_empty() throws CursorException {
    assertThat(windows("1", HUNDRED, List.of(7, 3, 0, 9)))
        .containsExactly("1 to 101", "101 to 201", "201 to 301");
  }

  @Test
  void should_move_the_cursor_to_the_end_of_a_window_in_time_and_to_what_was_seen_of_numbers()
      throws CursorException {
    CursorTracker time = tracker("2026-11-20T09:30:00Z", null, HOUR);
    CursorTracker numbers = tracker("1", null, HUNDRED);

    assertThat(time.between(null, time.first(null, NOON).orElseThrow(), null).text())
        .isEqualTo("2026-11-20T10:30:00Z");
    assertThat(
            time.between(value("2026-11-20T11:00:00Z"), time.first(null, NOON).orElseThrow(), null)
                .text())
        .isEqualTo("2026-11-20T11:00:00Z");
    assertThat(numbers.between(null, numbers.first(null, NOON).orElseThrow(), value("42")).text())
        .isEqualTo("42");
  }

  private static List<String> windows(String initial, CursorDistance step, List<Integer> records)
      throws CursorException {
    CursorTracker tracker = tracker(initial, null, step);
    List<String> windows = new ArrayList<>();
    Optional<CursorWindow> window = tracker.first(null, NOON);
    while (window.isPresent()) {
      int number = windows.size();
      windows.add(window.get().from().text() + " to " + window.get().to().text());
      boolean empty = number >= records.size() || records.get(number) == 0;
      window = tracker.following(window.get(), empty, NOON);
    }
    return windows;
  }

  private static String from(CursorTracker tracker, @Nullable String cursor)
      throws CursorException {
    return tracker
        .first(cursor == null ? null : value(cursor), NOON)
        .map(window -> window.from().text())
        .orElseThrow();
  }

  private static CursorValue value(String text) {
    return CursorValue.of(text, true, new InstantText(null));
  }

  private static CursorTracker tracker(
      @Nullable String initial, @Nullable CursorDistance lookback, @Nullable CursorDistance step) {
    return new CursorTracker(
        new CursorConfig(
            ".id",
            initial,
            lookback,
            step,
            new Sending("since", null),
            new TimestampRules(EpochUnit.AUTO, null)));
  }
}
