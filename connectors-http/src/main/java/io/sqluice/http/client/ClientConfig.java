package io.sqluice.http.client;

import java.io.Serializable;

/**
 * How requests of one table are sent, validated.
 *
 * @param tableName for messages and metrics; empty if tables share the client
 * @param limits how long an answer may take, and how large it may be
 * @param codes what status codes mean
 * @param retry how failed attempts are repeated
 * @param rateLimit how many requests may be sent
 * @param hosts where requests may be led by answers
 * @param connection how connections are made
 * @param headers what requests say of themselves unless the table says otherwise
 */
public record ClientConfig(
    String tableName,
    ResponseLimits limits,
    StatusRules codes,
    RetryPolicy retry,
    RateLimit rateLimit,
    HostRules hosts,
    ConnectionConfig connection,
    DefaultHeaders headers)
    implements Serializable {

  /** This with another budget. */
  public ClientConfig withRateLimit(RateLimit other) {
    return new ClientConfig(tableName, limits, codes, retry, other, hosts, connection, headers);
  }

  /** What a log line starts with: the table, or nothing if tables share the client. */
  String whose() {
    return tableName.isEmpty() ? "" : "Table " + tableName + ": ";
  }
}
