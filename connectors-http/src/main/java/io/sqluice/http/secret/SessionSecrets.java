package io.sqluice.http.secret;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The secrets that a session in this process gives to the workers in this process. They exist from
 * {@link #open} to {@link #close} and travel nowhere: on a cluster the workers see none of them.
 * Where several open sessions define a name, the one that was opened last counts. Thread-safe.
 */
public final class SessionSecrets implements AutoCloseable {

  private static final List<SessionSecrets> OPEN = new CopyOnWriteArrayList<>();

  private final Map<String, String> values = new ConcurrentHashMap<>();

  private SessionSecrets() {}

  /** A session without secrets. */
  public static SessionSecrets open() {
    SessionSecrets session = new SessionSecrets();
    OPEN.add(0, session);
    return session;
  }

  /**
   * Gives a secret its value, or another one.
   *
   * @throws IllegalArgumentException if a secret cannot have this name
   */
  public void define(String name, String value) {
    if (!SecretText.isName(name)) {
      throw new IllegalArgumentException(
          "'" + name + "' cannot name a secret; expected " + SecretText.NAME_RULE + ".");
    }
    values.put(name, value);
  }

  /** Makes this session one that does not define a secret. */
  public void forget(String name) {
    values.remove(name);
  }

  /** The value of a secret in the open sessions; empty if none defines it. */
  static Optional<String> find(String name) {
    return OPEN.stream()
        .map(session -> session.values.get(name))
        .filter(value -> value != null)
        .findFirst();
  }

  /** Forgets the session's secrets. */
  @Override
  public void close() {
    OPEN.remove(this);
    values.clear();
  }
}
