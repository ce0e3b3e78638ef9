package io.sqluice.http.source;

import javax.annotation.Nullable;

/**
 * What a server said of the version of an answer (RFC 9110, section 8.8).
 *
 * @param subject a hash of what they belong to: the URL, and how the table asks for it and reads
 *     it; null if there are none
 * @param etag null if the answer had none
 * @param lastModified null if the answer had none
 */
record Validators(@Nullable String subject, @Nullable String etag, @Nullable String lastModified) {

  static final Validators NONE = new Validators(null, null, null);
}
