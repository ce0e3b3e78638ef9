package io.sqluice.lookup.function;

/**
 * What tasks of a worker have in common that share answers: the same table, asked and read in the
 * same way, by one job. Flink's library folder has one registry for all jobs.
 *
 * @param classLoader the one of user code
 */
record SharedBy(LookupConfig config, LookupPlan plan, ClassLoader classLoader) {}
