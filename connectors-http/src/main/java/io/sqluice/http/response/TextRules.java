package io.sqluice.http.response;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How the text of a body is read before its format sees it.
 *
 * @param charset the name of the body's charset, whatever Content-Type says; null to go by
 *     Content-Type
 * @param maxLineBytes the longest line of a body that is read line by line, in bytes of UTF-8
 */
public record TextRules(@Nullable String charset, long maxLineBytes) implements Serializable {}
