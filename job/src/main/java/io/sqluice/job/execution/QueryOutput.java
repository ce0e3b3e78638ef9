package io.sqluice.job.execution;

import io.sqluice.job.output.PrintedQuery;

/** A SELECT of a job: where its rows come from and how they are printed. */
record QueryOutput(SelectSink sink, PrintedQuery query) {}
