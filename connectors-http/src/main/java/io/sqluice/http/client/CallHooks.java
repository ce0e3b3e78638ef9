package io.sqluice.http.client;

import io.sqluice.http.secret.Redaction;

/**
 * What a table adds to its calls.
 *
 * @param authenticator gives requests their credentials; closed by who made it
 * @param check looks into the answers
 * @param redaction takes the table's secrets out of what is shown
 */
public record CallHooks(Authenticator authenticator, AnswerCheck check, Redaction redaction) {

  /** Requests as they are, answers as they come, nothing to hide. */
  public static CallHooks none() {
    return new CallHooks(Authenticator.NONE, AnswerCheck.NONE, new Redaction());
  }
}
