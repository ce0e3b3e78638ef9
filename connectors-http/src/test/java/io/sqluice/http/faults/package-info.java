/**
 * What goes wrong with an API, and what becomes of it in a table: a list of cases a topic, each of
 * which names the rows, the requests, the metrics and the messages. How a single call copes is
 * tested in detail beside the client; how a poll does, beside the source.
 */
package io.sqluice.http.faults;
