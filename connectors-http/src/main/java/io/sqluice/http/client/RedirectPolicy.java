package io.sqluice.http.client;

/** Which redirects are followed (option {@code redirects}). */
public enum RedirectPolicy {
  /** None: a 3xx answer is an answer like any other. */
  NONE,
  /** Those to the same scheme, host and port; port 80 to https at 443 counts as the same. */
  SAME_ORIGIN,
  /** All; another origin gets only those headers that hold no credentials. */
  ALL
}
