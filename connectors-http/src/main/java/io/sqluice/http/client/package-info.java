/**
 * Sends one request and answers one response: timeouts, size limits, retries, rate limits,
 * redirects. Knows nothing of Flink sources, schedules or rows.
 */
package io.sqluice.http.client;
