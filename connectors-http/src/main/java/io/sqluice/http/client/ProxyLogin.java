package io.sqluice.http.client;

/** What a proxy wants to know of us. */
record ProxyLogin(String username, String password) {

  /** Nothing of it. */
  @Override
  public String toString() {
    return "ProxyLogin";
  }
}
