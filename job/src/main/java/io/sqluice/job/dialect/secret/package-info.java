/**
 * The statements about secrets: what they say, and what a script has defined by them. The value of
 * a secret is in none of the messages, and goes from a statement to the session alone. Where values
 * are looked up is not here but in {@link io.sqluice.http.secret}.
 */
package io.sqluice.job.dialect.secret;
