package io.sqluice.job.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a script's parameters, from several places in order of precedence. */
public final class ScriptParameters {

  private final List<Map<String, String>> places;

  private ScriptParameters(List<Map<String, String>> places) {
    this.places = places;
  }

  /** The first place that knows a name wins. */
  public static ScriptParameters from(List<Map<String, String>> places) {
    return new ScriptParameters(places.stream().map(Map::copyOf).toList());
  }

  Optional<String> value(String name) {
    return places.stream()
        .filter(place -> place.containsKey(name))
        .map(place -> place.get(name))
        .findFirst();
  }
}
