package io.sqluice.http.table;

/**
 * The same tables under {@code 'connector' = 'sqluice-http'}: another connector on a cluster's
 * class path may claim 'http' too.
 */
public final class SqluiceHttpTableSourceFactory extends HttpTableSourceFactory {

  @Override
  public String factoryIdentifier() {
    return "sqluice-http";
  }
}
