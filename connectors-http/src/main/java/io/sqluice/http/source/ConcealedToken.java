package io.sqluice.http.source;

import io.sqluice.http.secret.TableSecrets;
import javax.annotation.Nullable;

/**
 * Keeps secrets out of the page token in state: next links echo API keys. A token that comes out of
 * a checkpoint holds references in their place until it is used.
 *
 * <p>Used by the task thread only.
 */
final class ConcealedToken {

  private final TableSecrets secrets;

  /** Whether the token at hand still is as the checkpoint had it. */
  private boolean concealed = true;

  ConcealedToken(TableSecrets secrets) {
    this.secrets = secrets;
  }

  /** The token at hand is one that an answer gave, or the first of a poll. */
  void renewed() {
    concealed = false;
  }

  /** A position as the state may hold it. */
  PagePosition conceal(PagePosition position) {
    String token = position.nextToken();
    return token == null || concealed ? position : position.withToken(secrets.conceal(token));
  }

  /** The token of a position as the API gave it; null for none. */
  @Nullable
  String reveal(PagePosition position) {
    String token = position.nextToken();
    return token == null || !concealed ? token : secrets.reveal(token);
  }
}
