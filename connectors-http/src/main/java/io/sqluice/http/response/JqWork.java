package io.sqluice.http.response;

/**
 * What messages say of work that runs jq.
 *
 * @param subject what is done
 * @param whenTooSlow what the user can do if it takes too long, as a command
 * @param whenTooLarge what is wrong if it takes too much memory, and what the user can do
 */
record JqWork(String subject, String whenTooSlow, String whenTooLarge) {

  private static final String ANSWER_TOO_LARGE =
      "reading the answer takes more memory than this process has; let jq give less, ask the API for smaller pages, set 'response.max-size' lower, or give the process a larger heap";

  private static final String SET_TIMEOUT = "simplify it, or set jq.timeout higher";

  /** The program of a table's option. */
  static final JqWork PROGRAM = new JqWork("the jq program", SET_TIMEOUT, ANSWER_TOO_LARGE);

  /** An answer without a program. */
  static final JqWork BODY = new JqWork("the reading of the body", SET_TIMEOUT, ANSWER_TOO_LARGE);

  /** A filter over a text of a row. */
  static final JqWork FILTER =
      new JqWork(
          "the filter",
          "simplify it, or set the job parameter 'jq.timeout' higher",
          "it takes more memory than this process has; let the filter give less, or give the process a larger heap");
}
