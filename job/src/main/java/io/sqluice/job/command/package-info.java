/**
 * The commands of the command line: each reads its options and hands over to the packages that do
 * the work.
 */
package io.sqluice.job.command;
