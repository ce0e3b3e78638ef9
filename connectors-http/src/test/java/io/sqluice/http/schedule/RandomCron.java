package io.sqluice.http.schedule;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** A random five-field expression, and the minutes that it names by crontab(5), the plain way. */
record RandomCron(String text, List<BitSet> values, boolean daysJoinedByOr) {

  private static final int[][] RANGES = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};

  static RandomCron draw(Random random) {
    List<String> texts = new ArrayList<>();
    List<BitSet> values = new ArrayList<>();
    for (int[] range : RANGES) {
      BitSet set = new BitSet();
      texts.add(field(random, range[0], range[1], set));
      values.add(set);
    }
    if (values.get(4).get(7)) {
      values.get(4).set(0);
    }
    boolean or = !texts.get(2).startsWith("*") && !texts.get(4).startsWith("*");
    return new RandomCron(String.join(" ", texts), values, or);
  }

  /** Whether the minute field or the hour field repeats: a star, or all hours. */
  boolean repeats() {
    String[] fields = text.split(" ");
    return fields[0].startsWith("*") || fields[1].startsWith("*") || firesEveryHour();
  }

  boolean firesEveryHour() {
    return values.get(1).cardinality() == 24;
  }

  boolean names(LocalDateTime minute) {
    boolean day = values.get(2).get(minute.getDayOfMonth());
    boolean weekday = values.get(4).get(minute.getDayOfWeek().getValue() % 7);
    return values.get(0).get(minute.getMinute())
        && values.get(1).get(minute.getHour())
        && values.get(3).get(minute.getMonthValue())
        && (daysJoinedByOr ? day || weekday : day && weekday);
  }

  private static String field(Random random, int low, int high, BitSet set) {
    int from = low + random.nextInt(high - low);
    int to = from + 1 + random.nextInt(high - from);
    // cron-utils takes the 7 of a weekday for Sunday even in a step, and refuses it.
    int step = 1 + random.nextInt(high == 7 ? 6 : high - low);
    return switch (random.nextInt(6)) {
      case 0, 1 -> fill(set, low, high, 1, "*");
      case 2 -> fill(set, low, high, step, "*/" + step);
      case 3 -> fill(set, from, to, 1, from + "-" + to);
      case 4 -> fill(set, from, to, step, from + "-" + to + "/" + step);
      default -> {
        set.set(from);
        set.set(to);
        yield from + "," + to;
      }
    };
  }

  private static String fill(BitSet set, int from, int to, int step, String text) {
    for (int value = from; value <= to; value += step) {
      set.set(value);
    }
    return text;
  }
}
