/** What runs inside of Kafka's client and a registry's client, on the workers. */
package io.sqluice.job.kafka;
