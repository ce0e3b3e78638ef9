/**
 * A Kafka broker and a registry of schemas for tests: real ones, as far as their clients can tell.
 */
package io.sqluice.kafka;
