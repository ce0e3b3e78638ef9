package io.sqluice.http.auth;

import java.util.Locale;

/** Where a credential goes. */
enum CredentialPlace {
  HEADER,
  QUERY;

  /** The word of the option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
