package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.incremental.CursorValue;
import io.sqluice.http.incremental.CursorValue.Kind;
import io.sqluice.http.incremental.CursorWindow;
import io.sqluice.http.secret.Redaction;
import io.sqluice.http.table.SourceConfigs;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmptyWindowLogTest {

  private final EmptyWindowLog log = log("0", "10");

  @Test
  void should_warn_of_a_first_poll_that_ends_at_an_empty_window() {
    assertThat(log.warning(window("20", "30"), number("13"), 1))
        .hasValue(
            "Poll 1 of table t ended at the window from '20' to '30', which has no records; the"
                + " next one starts again from '13'. If the API has records behind that window,"
                + " they are never read: make 'scan.cursor.step' (10) larger than the widest gap"
                + " between numbers. This is said once for a cursor.");
  }

  @Test
  void should_warn_once_a_cursor_and_only_if_it_stands_still() {
    assertThat(log.warning(window("20", "30"), number("13"), 1)).isPresent();
    assertThat(log.warning(window("23", "33"), number("13"), 2)).isEmpty();
    assertThat(log.warning(window("24", "34"), number("14"), 3)).isEmpty();
    assertThat(log.warning(window("24", "34"), number("14"), 4)).isPresent();
    assertThat(log.warning(window("24", "34"), number("14"), 5)).isEmpty();
  }

  @Test
  void should_name_the_start_of_the_window_when_nothing_has_been_seen() {
    assertThat(log.warning(window("0", "10"), null, 1).orElseThrow())
        .contains("the next one starts again from '0'.");
  }

  @Test
  void should_say_nothing_of_windows_in_time() {
    assertThat(log("2026-11-20", "1 d").warning(window("0", "10"), null, 1)).isEmpty();
  }

  private static EmptyWindowLog log(String initial, String step) {
    return new EmptyWindowLog(
        SourceConfigs.streaming(
            "http://h/",
            "1 min",
            Map.of(
                "scan.cursor.jq", ".n",
                "scan.cursor.param", "since",
                "scan.cursor.end-param", "to",
                "scan.cursor.initial", initial,
                "scan.cursor.step", step)),
        new Redaction());
  }

  private static CursorWindow window(String from, String to) {
    return new CursorWindow(number(from), number(to));
  }

  private static CursorValue number(String text) {
    return new CursorValue(text, Kind.NUMBER, false, null);
  }
}
