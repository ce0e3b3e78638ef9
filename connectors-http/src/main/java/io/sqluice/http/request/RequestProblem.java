package io.sqluice.http.request;

/**
 * Something that is wrong with the templates of a request.
 *
 * @param option the option it is about, such as {@code headers.Accept}
 * @param message what was found, what was expected, and how to fix it
 */
public record RequestProblem(String option, String message) {}
