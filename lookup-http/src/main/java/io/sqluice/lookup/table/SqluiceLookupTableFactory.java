package io.sqluice.lookup.table;

/**
 * The same tables under {@code 'connector' = 'sqluice-lookup'}: another connector on a cluster's
 * class path may claim 'lookup-http' too.
 */
public final class SqluiceLookupTableFactory extends HttpLookupTableFactory {

  @Override
  public String factoryIdentifier() {
    return "sqluice-lookup";
  }
}
