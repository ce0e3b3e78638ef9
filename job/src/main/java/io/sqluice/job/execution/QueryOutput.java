package io.sqluice.job.execution;

import io.sqluice.job.output.PrintedQuery;

/**
 * A SELECT of a job: where its rows come from and how they are printed.
 *
 * @param atEnd whether what its changes come to is printed when it has ended, instead of them
 */
record QueryOutput(SelectSink sink, PrintedQuery query, boolean atEnd) {}
