/**
 * Makes requests out of templates: placeholders, encoding for each place, query, headers, bodies.
 */
package io.sqluice.http.request;
