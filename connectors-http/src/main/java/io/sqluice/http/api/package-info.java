/**
 * An API as one task has it: what is asked and how answers are read ({@code ApiConfig}), and what
 * is open for that while the task runs ({@code ApiSession}). Polling sources and lookups are built
 * on it; when to ask, and what becomes of the rows, is theirs.
 */
package io.sqluice.http.api;
