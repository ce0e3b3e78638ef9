/**
 * The shaded jar where users put it: in the {@code lib/} folder of a Flink cluster and SQL client
 * that run in processes of their own. Nothing of Sqluice is on the class path of these tests.
 */
package io.sqluice.cluster;
