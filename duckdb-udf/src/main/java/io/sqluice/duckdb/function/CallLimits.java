package io.sqluice.duckdb.function;

import io.sqluice.duckdb.engine.SessionConfig;
import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;
import org.apache.flink.configuration.MemorySize;

/**
 * What the arguments of a call say about its session, which goes before what the job says.
 *
 * @param timeout of a query; null if they say nothing
 * @param memoryLimit of the session; null if they say nothing
 */
record CallLimits(@Nullable Duration timeout, @Nullable MemorySize memoryLimit)
    implements Serializable {

  /** A session with these limits, and the others of another. */
  SessionConfig over(SessionConfig session) {
    return new SessionConfig(
        memoryLimit == null ? session.memoryLimit() : memoryLimit,
        session.threads(),
        timeout == null ? session.timeout() : timeout,
        session.externalAccess(),
        session.attachment());
  }
}
