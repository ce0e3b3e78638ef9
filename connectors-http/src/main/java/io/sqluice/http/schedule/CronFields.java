package io.sqluice.http.schedule;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The six fields of a cron expression as text; an expression of five fires at second 0. */
final class CronFields {

  /** A field, in the order in which they are written. */
  enum Name {
    SECOND("0-59"),
    MINUTE("0-59"),
    HOUR("0-23"),
    DAY_OF_MONTH("1-31"),
    MONTH("1-12 or JAN-DEC"),
    WEEKDAY("0-7 or SUN-SAT, 0 and 7 are Sunday");

    private final String values;

    Name(String values) {
      this.values = values;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final String EXPECTED =
      "expected five fields (minute hour day-of-month month weekday), such as '*/5 * * * *', or six"
          + " with leading seconds, such as '30 */5 * * * *'";

  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");

  private static final String NICKNAMES_EXPECTED =
      "expected @hourly, @daily, @midnight, @weekly, @monthly, @yearly or @annually, or five or six"
          + " fields such as '*/5 * * * *'";

  private static final CronParser PARSER = new CronParser(definition());

  private final EnumMap<Name, String> texts;

  private CronFields(EnumMap<Name, String> texts) {
    this.texts = texts;
  }

  /**
   * Splits and checks an expression.
   *
   * @throws IllegalArgumentException naming the field that is wrong
   */
  static CronFields parse(String expression) {
    List<String> parts = split(expression);
    if (parts.size() == 5) {
      parts.add(0, "0");
    }
    if (parts.size() != Name.values().length) {
      throw new IllegalArgumentException(
          "cron expression '" + expression + "' has " + count(parts.size()) + "; " + EXPECTED);
    }
    EnumMap<Name, String> texts = new EnumMap<>(Name.class);
    for (Name name : Name.values()) {
      String text = parts.get(name.ordinal());
      check(expression, name, text);
      texts.put(name, text);
    }
    return new CronFields(texts);
  }

  String get(Name name) {
    return texts.get(name);
  }

  /** These fields with another text for one of them. */
  CronFields with(Name name, String text) {
    EnumMap<Name, String> changed = new EnumMap<>(texts);
    changed.put(name, text);
    return new CronFields(changed);
  }

  ExecutionTime executionTime() {
    return ExecutionTime.forCron(PARSER.parse(String.join(" ", texts.values())));
  }

  private static List<String> split(String expression) {
    String text = expression.strip();
    if (text.startsWith("@")) {
      String nickname = NICKNAMES.get(text.toLowerCase(Locale.ROOT));
      if (nickname == null) {
        throw new IllegalArgumentException(
            "cron expression '" + expression + "' is an unknown nickname; " + NICKNAMES_EXPECTED);
      }
      text = nickname;
    }
    return text.isEmpty() ? List.of() : new ArrayList<>(List.of(text.split("\\s+")));
  }

  /** Parses one field alone, because cron-utils does not say which one is wrong. */
  private static void check(String expression, Name name, String text) {
    EnumMap<Name, String> alone = new EnumMap<>(Name.class);
    for (Name each : Name.values()) {
      alone.put(each, each == name ? text : "*");
    }
    try {
      new CronFields(alone).executionTime();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "cron expression '"
              + expression
              + "': the "
              + name
              + " field is '"
              + text
              + "'; expected "
              + name.values
              + ", alone, in lists (a,b), in ranges from low to high (a-b), as * or in steps (*/n),"
              + " without the signs ? L W # of Quartz",
          e);
    }
  }

  private static String count(int fields) {
    return fields == 1 ? "1 field" : fields + " fields";
  }

  /** Unix semantics with a leading field for seconds; cron-utils has no such preset. */
  private static CronDefinition definition() {
    return CronDefinitionBuilder.defineCron()
        .withSeconds()
        .withStrictRange()
        .and()
        .withMinutes()
        .withStrictRange()
        .and()
        .withHours()
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .withStrictRange()
        .and()
        .withMonth()
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .withIntMapping(7, 0)
        .withStrictRange()
        .and()
        .instance();
  }
}
