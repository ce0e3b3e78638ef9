package io.sqluice.http.client;

import java.io.Serializable;

/**
 * Where requests may be led by what a server sends.
 *
 * @param redirects which redirects, and links to a next page, are followed
 * @param allowedHosts the hosts to which one may lead away from the table's own origin
 * @param allowPrivate whether such a host may have an address that is not public
 */
public record HostRules(RedirectPolicy redirects, AllowedHosts allowedHosts, boolean allowPrivate)
    implements Serializable {}
