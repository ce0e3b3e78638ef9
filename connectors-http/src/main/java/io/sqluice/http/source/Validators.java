package io.sqluice.http.source;

import javax.annotation.Nullable;

/**
 * What a server said of the version of an answer (RFC 9110, section 8.8).
 *
 * @param url the URL they belong to; null if there are none
 * @param etag null if the answer had none
 * @param lastModified null if the answer had none
 */
record Validators(@Nullable String url, @Nullable String etag, @Nullable String lastModified) {

  static final Validators NONE = new Validators(null, null, null);
}
