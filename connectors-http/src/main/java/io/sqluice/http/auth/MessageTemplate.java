package io.sqluice.http.auth;

import io.sqluice.http.client.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is signed: text with parts of the request in it. Immutable. */
final class MessageTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(.*?)\\s*}}");
  private static final String SECRET = "secret.";

  private final List<Part> parts;

  private MessageTemplate(List<Part> parts) {
    this.parts = parts;
  }

  /** A text, or a part of the request. */
  private record Part(String text, Optional<Placeholder> placeholder) {}

  /** What a template can hold. */
  enum Placeholder {
    TIMESTAMP,
    METHOD,
    HOST,
    PATH,
    QUERY,
    PATH_AND_QUERY,
    DECODED_PATH_AND_QUERY,
    BODY,
    KEY_ID,
    PASSPHRASE;

    /** The placeholder as it is written. */
    @Override
    public String toString() {
      return "{{" + name().toLowerCase(Locale.ROOT) + "}}";
    }
  }

  /**
   * The template that a text holds; references to secrets in it count as text.
   *
   * @throws IllegalArgumentException if a placeholder is unknown; says which there are
   */
  static MessageTemplate parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    int end = 0;
    while (matcher.find()) {
      if (!matcher.group(1).startsWith(SECRET)) {
        parts.add(new Part(text.substring(end, matcher.start()), Optional.empty()));
        parts.add(new Part(matcher.group(), Optional.of(placeholder(matcher.group()))));
        end = matcher.end();
      }
    }
    parts.add(new Part(text.substring(end), Optional.empty()));
    return new MessageTemplate(List.copyOf(parts));
  }

  private static Placeholder placeholder(String written) {
    String bare = written.replaceAll("\\s", "");
    return Arrays.stream(Placeholder.values())
        .filter(placeholder -> placeholder.toString().equals(bare))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "found "
                        + written
                        + ", expected one of "
                        + Arrays.toString(Placeholder.values()).replaceAll("[\\[\\]]", "")
                        + " or {{secret.name}}."));
  }

  boolean has(Placeholder placeholder) {
    return parts.stream().anyMatch(part -> part.placeholder().equals(Optional.of(placeholder)));
  }

  /** This template with its secrets in place and its line feeds made such. */
  MessageTemplate resolved(UnaryOperator<String> secrets) {
    return new MessageTemplate(
        parts.stream()
            .map(
                part ->
                    part.placeholder().isPresent()
                        ? part
                        : new Part(
                            secrets.apply(part.text().replace("\\n", "\n")), Optional.empty()))
            .toList());
  }

  /**
   * The bytes to sign.
   *
   * @param given the values of the placeholders that are no part of the request
   */
  byte[] render(HttpRequest request, Map<Placeholder, String> given) {
    UrlParts url = UrlParts.of(request.url());
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (Part part : parts) {
      byte[] bytes =
          part.placeholder()
              .map(placeholder -> value(placeholder, request, url, given))
              .orElseGet(() -> part.text().getBytes(StandardCharsets.UTF_8));
      message.writeBytes(bytes);
    }
    return message.toByteArray();
  }

  private static byte[] value(
      Placeholder placeholder, HttpRequest request, UrlParts url, Map<Placeholder, String> given) {
    if (placeholder == Placeholder.BODY) {
      return request.body() == null ? new byte[0] : request.body();
    }
    String text =
        switch (placeholder) {
          case METHOD -> request.method();
          case HOST -> url.host();
          case PATH -> url.path();
          case QUERY -> url.query();
          case PATH_AND_QUERY -> url.pathAndQuery();
          case DECODED_PATH_AND_QUERY -> UrlParts.decode(url.pathAndQuery());
          default -> given.get(placeholder);
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
