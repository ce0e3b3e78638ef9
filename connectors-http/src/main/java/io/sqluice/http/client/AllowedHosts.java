package io.sqluice.http.client;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/**
 * The hosts that data may lead to, written {@code api.example.com,*.example.org:8443}: names,
 * {@code *.} for all names below one, each with a port or, without it, for any port. An empty list
 * allows every host.
 *
 * @param entries what is allowed
 */
public record AllowedHosts(List<Entry> entries) implements Serializable {

  /** Every host. */
  public static final AllowedHosts ANY = new AllowedHosts(List.of());

  private static final Pattern ENTRY =
      Pattern.compile(
          "(\\*\\.)?([a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

  /**
   * One allowed name.
   *
   * @param name in lower case, without a dot at its end
   * @param subdomains whether the names below it are meant, not itself
   * @param port null for any
   */
  public record Entry(String name, boolean subdomains, @Nullable Integer port)
      implements Serializable {

    private boolean matches(String host, int hostPort) {
      boolean named = subdomains ? host.endsWith("." + name) : host.equals(name);
      return named && (port == null || port == hostPort);
    }
  }

  public AllowedHosts {
    entries = List.copyOf(entries);
  }

  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException naming the first term that is not a host, or if there is none
   */
  public static AllowedHosts parse(String text) {
    List<Entry> entries = new ArrayList<>();
    for (String part : text.split("[,;]")) {
      String term = part.strip();
      if (term.isEmpty()) {
        continue;
      }
      Matcher matcher = ENTRY.matcher(term.toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw new IllegalArgumentException("'" + term + "' is not a host name");
      }
      Integer port = matcher.group(4) == null ? null : Integer.valueOf(matcher.group(4));
      if (port != null && (port < 1 || port > 65_535)) {
        throw new IllegalArgumentException("'" + term + "' has no port from 1 to 65535");
      }
      entries.add(new Entry(matcher.group(2), matcher.group(1) != null, port));
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("it names none");
    }
    return new AllowedHosts(entries);
  }

  /** Whether a host may be gone to. */
  public boolean allow(String host, int port) {
    String lowerCase = host.toLowerCase(Locale.ROOT);
    String name =
        lowerCase.endsWith(".") ? lowerCase.substring(0, lowerCase.length() - 1) : lowerCase;
    return entries.isEmpty() || entries.stream().anyMatch(entry -> entry.matches(name, port));
  }
}
