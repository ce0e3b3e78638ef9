package io.sqluice.lookup.table;

import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.LookupFunction;

/** Lets the planner, and with it the hint LOOKUP, choose how rows are looked up. */
record EitherProvider(LookupFunction sync, AsyncLookupFunction async)
    implements LookupFunctionProvider, AsyncLookupFunctionProvider {

  @Override
  public LookupFunction createLookupFunction() {
    return sync;
  }

  @Override
  public AsyncLookupFunction createAsyncLookupFunction() {
    return async;
  }
}
