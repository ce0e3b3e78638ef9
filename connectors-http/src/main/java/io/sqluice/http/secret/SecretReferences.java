package io.sqluice.http.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the references to secrets in the options of a table, as they are declared. */
public final class SecretReferences {

  /** The connectors whose options may refer to secrets. */
  private static final Set<String> CONNECTORS =
      Set.of("http", "sqluice-http", "lookup-http", "sqluice-lookup");

  /** The options that may, or what their keys begin with. */
  private static final List<String> OPTIONS =
      List.of("url", "headers.", "params.", "json.", "form.", "body", "auth.", "proxy.");

  /** What the key of an option that says where a secret is begins with. */
  public static final String PLACE_PREFIX = "secrets.";

  private SecretReferences() {}

  /** Whether tables of a connector resolve references by themselves. */
  public static boolean areResolvedBy(String connector) {
    return CONNECTORS.contains(connector);
  }

  /**
   * The references of a table, in the order of its options' names; those of other connectors have
   * none.
   *
   * @param options all options of the table, with its connector
   */
  public static List<SecretReference> in(Map<String, String> options) {
    List<SecretReference> references = new ArrayList<>();
    if (areResolvedBy(options.getOrDefault("connector", ""))) {
      options.keySet().stream()
          .sorted()
          .filter(key -> OPTIONS.stream().anyMatch(key::startsWith))
          .forEach(
              key ->
                  new SecretText(options.get(key))
                      .references()
                      .forEach(name -> references.add(new SecretReference(key, name))));
    }
    return references;
  }
}
