package io.sqluice.http.secret;

/**
 * A place that refers to a secret.
 *
 * @param option the option that it stands in, such as {@code headers.Authorization}
 * @param name the secret
 */
public record SecretReference(String option, String name) {}
