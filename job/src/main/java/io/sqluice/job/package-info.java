/** The command line and the script runner. */
package io.sqluice.job;
