/**
 * The options of Kafka tables: what a script says, and what Flink's Kafka connectors are told.
 * Knows neither a session nor the parser.
 */
package io.sqluice.job.dialect.kafka;
