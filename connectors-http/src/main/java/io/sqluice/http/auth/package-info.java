/**
 * Who is asking: the types of {@code auth.type}, each found as an {@link
 * io.sqluice.http.auth.AuthenticatorFactory}, ours no other way than those of others. Options are
 * checked at planning without their secrets; credentials are made on the worker.
 */
package io.sqluice.http.auth;
