package io.sqluice.job.script;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was most likely meant. */
public final class Spelling {

  private Spelling() {}

  /**
   * The name with the smallest edit distance from a word, if that is two or a third of it at most
   * and something of the word is left. Case does not count.
   */
  public static Optional<String> nearest(String word, List<String> names) {
    String lower = word.toLowerCase(Locale.ROOT);
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
        .filter(name -> isNear(lower, name.toLowerCase(Locale.ROOT)));
  }

  /** The names that are not the word but near it, or made of its letters; nearest first. */
  public static List<String> alike(String word, List<String> names) {
    return names.stream()
        .filter(name -> !name.equals(word))
        .filter(name -> isNear(word, name) || letters(word).equals(letters(name)))
        .sorted(Comparator.comparingInt(name -> distance(word, name)))
        .toList();
  }

  private static List<Integer> letters(String word) {
    return word.chars().sorted().boxed().toList();
  }

  private static boolean isNear(String word, String name) {
    int distance = distance(word, name);
    return distance <= Math.max(2, word.length() / 3) && distance < word.length();
  }

  /** The least number of characters to insert, delete or replace. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
