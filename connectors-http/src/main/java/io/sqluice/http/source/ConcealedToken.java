package io.sqluice.http.source;

import io.sqluice.http.secret.TableSecrets;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * Keeps secrets out of the page token in state: next links echo API keys. The state holds tokens
 * with references in the place of secrets; the last one that an answer gave is known as it was.
 *
 * <p>Used by the task thread only.
 */
final class ConcealedToken {

  private final TableSecrets secrets;

  @Nullable private String concealed;
  @Nullable private String token;

  ConcealedToken(TableSecrets secrets) {
    this.secrets = secrets;
  }

  /** An answer gave another token. */
  void renewed(FetchedPage page) {
    concealed = page.concealedToken();
    token = page.nextToken();
  }

  /**
   * The token of a position as the API gave it; null for none.
   *
   * @throws io.sqluice.http.secret.ConcealedTextException if a checkpoint had it and its secrets
   *     cannot be put back
   */
  @Nullable
  String reveal(PagePosition position) {
    String inState = position.nextToken();
    if (inState == null) {
      return null;
    }
    return Objects.equals(inState, concealed) ? token : secrets.reveal(inState);
  }
}
