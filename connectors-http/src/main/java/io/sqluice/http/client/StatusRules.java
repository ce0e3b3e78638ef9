package io.sqluice.http.client;

import java.io.Serializable;

/**
 * What status codes mean. No code is in two of the sets; one that is in none is a lasting failure.
 *
 * @param success whose body is read into rows
 * @param retry that are tried again
 * @param ignored that count as an answer without rows
 */
public record StatusRules(StatusCodes success, StatusCodes retry, StatusCodes ignored)
    implements Serializable {}
