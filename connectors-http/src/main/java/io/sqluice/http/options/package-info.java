/**
 * Planner-side: the options that tables over HTTP have in common, each declared once in the class
 * of its topic, which also reads and checks it. What only polling tables have is in {@code table}.
 */
package io.sqluice.http.options;
