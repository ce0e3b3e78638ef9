package io.sqluice.http.source;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the pollers of a reader share.
 *
 * @param wakeUp called on any thread when an answer has arrived
 */
record PollerResources(
    HttpSourceConfig config,
    ScanPlan plan,
    RequestStream requests,
    PageFetcher fetcher,
    SourceMetrics metrics,
    SourceWatermarkClock watermarkClock,
    InstantSource clock,
    RandomGenerator jitterSource,
    Runnable wakeUp) {}
