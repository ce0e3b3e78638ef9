package io.sqluice.http.source;

import io.sqluice.http.api.ApiSession;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.incremental.CursorWindow;
import io.sqluice.http.pagination.Pagination;
import io.sqluice.http.pagination.PaginationException;
import io.sqluice.http.request.RequestTemplate;
import io.sqluice.http.secret.TableSecrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.annotation.Nullable;

/** Makes the requests of a table and reads the validators of its answers. Immutable. */
final class RequestStream {

  /** In characters. */
  private static final int LONGEST_VALIDATOR = 1024;

  private final boolean conditional;
  private final RequestTemplate template;
  private final Pagination pagination;
  private final HttpSourceConfig config;
  private final TableSecrets secrets;
  @Nullable private final CursorParameters cursor;

  /**
   * What makes rows of an answer. After a change of it the old rows are not the new ones, so that
   * an unchanged answer must be sent again.
   */
  private final String readAs;

  RequestStream(HttpSourceConfig config, ScanPlan plan, ApiSession session) {
    this.config = config;
    this.pagination = session.pagination();
    this.secrets = session.secrets();
    this.readAs = config.api().request() + "\n" + config.extraction() + "\n" + plan;
    this.cursor =
        config.scan().cursor() == null ? null : new CursorParameters(config.scan().cursor());
    this.template = session.template();
    this.conditional =
        config.scan().conditionalRequests()
            && config.api().request().method().equals("GET")
            && config.api().pagination().isSinglePage();
  }

  /** What makes rows of an answer, in words: if it changes, an unchanged answer has other rows. */
  String readAs() {
    return readAs;
  }

  /** How the answers of the table are read page by page. */
  Pagination pagination() {
    return pagination;
  }

  /** The secrets of the table whose requests these are. */
  TableSecrets secrets() {
    return secrets;
  }

  /**
   * The request of a poll's next page.
   *
   * @param split in a poll
   * @param token of the page
   * @throws PaginationException if the token leads where no request may go
   */
  HttpRequest request(HttpSplit split, @Nullable String token) throws PaginationException {
    PollProgress poll = split.poll();
    Map<String, Object> values = new HashMap<>();
    values.put("trigger_time", poll.triggerTime());
    values.put("last_trigger_time", lastTriggerTime(split, poll.triggerTime()));
    CursorWindow window = poll.position().window();
    if (cursor != null) {
      cursor.addVariables(window, values);
    }
    HttpRequest request = template.render(values);
    if (cursor != null) {
      request = cursor.addParameters(window, request);
    }
    // Last, because a page's token may be a whole URL.
    request = pagination.apply(request, token);
    Validators known = split.baseline().validators();
    if (conditional && subject(request.url()).equals(known.subject())) {
      if (known.etag() != null) {
        request = request.withHeader("If-None-Match", known.etag());
      }
      if (known.lastModified() != null) {
        request = request.withHeader("If-Modified-Since", known.lastModified());
      }
    }
    return request;
  }

  /** Before the first completed poll, the fire time before it; without a schedule, the epoch. */
  private Instant lastTriggerTime(HttpSplit split, Instant triggerTime) {
    if (split.history().lastCompleted() != null) {
      return split.history().lastCompleted();
    }
    return config.schedule() == null
        ? Instant.EPOCH
        : config.schedule().schedule().previous(triggerTime).orElse(Instant.EPOCH);
  }

  /** The validators that an answer gives, by the URL that was asked for. */
  Validators validators(@Nullable String requestUrl, HttpResponse response, Validators known) {
    if (!conditional || response.statusCode() != 200) {
      return known;
    }
    return new Validators(
        requestUrl == null ? null : subject(requestUrl),
        response.header("etag").filter(this::isHarmless).orElse(null),
        response.header("last-modified").filter(this::isHarmless).orElse(null));
  }

  /** Real validators are short; a long one would be kept in each checkpoint and sent each time. */
  private boolean isHarmless(String validator) {
    return validator.length() <= LONGEST_VALIDATOR
        && secrets.redaction().redact(validator).equals(validator);
  }

  /** What an answer is an answer to: the URL, asked for and read in this way. */
  private String subject(String url) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
    // The URL with references: not even the hash of a secret is kept.
    String subject = secrets.conceal(url) + '\n' + readAs;
    return HexFormat.of().formatHex(digest.digest(subject.getBytes(StandardCharsets.UTF_8)));
  }
}
