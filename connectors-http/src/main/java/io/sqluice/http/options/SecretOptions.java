package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.secret.SecretPlace;
import io.sqluice.http.secret.SecretText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;

/** Where a table's workers look for its secrets. */
public final class SecretOptions {

  public static final ConfigOption<String> SECRETS =
      key("secrets.<name>")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Where the worker finds the secret of that name: 'env:VARIABLE', or 'file:/path' of a"
                  + " text. Without it, in the session, the variable SQLUICE_SECRET_NAME or the"
                  + " folder sqluice.secrets.dir. CREATE SECRET gives it to tables.");

  /** In the order of the reference pages. */
  public static final List<ConfigOption<?>> ALL = List.of(SECRETS);

  private SecretOptions() {}

  /** The places of secrets by their names; notes what is wrong with them. */
  static Map<String, SecretPlace> read(TableOptions options) {
    Map<String, SecretPlace> places = new TreeMap<>();
    options
        .withPrefix(SECRETS)
        .forEach(
            (name, text) -> {
              if (!SecretText.isName(name)) {
                options.problem(
                    "secrets." + name,
                    "'" + name + "' cannot name a secret; expected " + SecretText.NAME_RULE + ".");
              }
              try {
                places.put(name, SecretPlace.parse(text));
              } catch (IllegalArgumentException noPlace) {
                options.problem(
                    "secrets." + name,
                    noPlace.getMessage()
                        + "; expected "
                        + SecretPlace.RULE
                        + "; the value itself stands in no option.");
              }
            });
    return places;
  }
}
