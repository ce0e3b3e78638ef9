package io.sqluice.http.client;

import java.io.Serializable;

/**
 * Where requests may be led by what a server sends.
 *
 * @param redirects which redirects are followed
 */
public record HostRules(RedirectPolicy redirects) implements Serializable {}
