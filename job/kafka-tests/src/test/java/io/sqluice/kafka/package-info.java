/** Scripts with Kafka tables, run by the launcher against a broker. */
package io.sqluice.kafka;
