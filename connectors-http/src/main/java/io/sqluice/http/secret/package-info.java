/**
 * Secrets by name: references to them, where their values come from on the worker, and the keeping
 * of values out of everything that is shown. Plans, DDL and checkpoints hold references only.
 */
package io.sqluice.http.secret;
