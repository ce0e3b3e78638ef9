/**
 * Makes rows out of bodies: JSON and NDJSON parsing, jq, conversion of JSON values into Flink
 * types.
 */
package io.sqluice.http.response;
