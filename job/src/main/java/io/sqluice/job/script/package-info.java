/**
 * The text of a script: parameters, tokens, statements and the positions that errors carry. Knows
 * SQL's lexical rules only; what a statement means is the planner's business.
 */
package io.sqluice.job.script;
