/**
 * SQL over each answer: what a table asks for, and the interface behind which an engine does it.
 * The connectors know no engine; one is looked for on the class path where a table asks for it.
 */
package io.sqluice.http.transform;
