package io.sqluice.job.script;

/** Says that the characters at an offset cannot be split into tokens. */
final class LexicalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int offset;

  LexicalException(int offset, String message) {
    super(message);
    this.offset = offset;
  }

  int offset() {
    return offset;
  }
}
