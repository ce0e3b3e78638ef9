/** Starts Sqluice as a user does: the launcher's own tests, and the one that runs every example. */
package io.sqluice.examples;
