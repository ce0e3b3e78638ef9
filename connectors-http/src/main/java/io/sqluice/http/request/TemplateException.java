package io.sqluice.http.request;

/** Says that a template is malformed, or that a value cannot stand where a placeholder is. */
public final class TemplateException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public TemplateException(String message) {
    super(message);
  }
}
