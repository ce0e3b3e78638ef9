package io.sqluice.http.source;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.pagination.Pagination;
import io.sqluice.http.pagination.PaginationException;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.request.RequestTemplate;
import io.sqluice.http.secret.TableSecrets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.Nullable;

/** Makes the requests of a table and reads the validators of its answers. Immutable. */
final class RequestStream {

  private final boolean conditional;
  private final RequestTemplate template;
  private final Pagination pagination;
  private final HttpSourceConfig config;
  private final TableSecrets secrets;

  /**
   * @throws io.sqluice.http.secret.MissingSecretException if the request refers to a secret that
   *     nothing defines
   */
  RequestStream(HttpSourceConfig config, Pagination pagination, TableSecrets secrets) {
    this.config = config;
    this.pagination = pagination;
    this.secrets = secrets;
    this.template =
        RequestTemplate.compile(config.request(), RequestConfig.SOURCE_VARIABLES, secrets::resolve);
    this.conditional =
        config.conditionalRequests()
            && config.request().method().equals("GET")
            && config.pagination().isSinglePage();
  }

  /** The secrets of the table whose requests these are. */
  TableSecrets secrets() {
    return secrets;
  }

  /**
   * The request of a poll's next page.
   *
   * @throws PaginationException if the token of that page leads where no request may go
   */
  HttpRequest request(HttpSplit split, PollProgress poll) throws PaginationException {
    Map<String, Object> values = new HashMap<>();
    values.put("trigger_time", poll.triggerTime());
    values.put("last_trigger_time", lastTriggerTime(split, poll));
    HttpRequest request = pagination.apply(template.render(values), poll.nextToken());
    Validators known = split.validators();
    if (conditional && request.url().equals(known.url())) {
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
  private Instant lastTriggerTime(HttpSplit split, PollProgress poll) {
    if (split.lastCompleted() != null) {
      return split.lastCompleted();
    }
    return config.schedule() == null
        ? Instant.EPOCH
        : config.schedule().schedule().previous(poll.triggerTime()).orElse(Instant.EPOCH);
  }

  /** The validators that an answer gives, by the URL that was asked for. */
  Validators validators(@Nullable String requestUrl, HttpResponse response, Validators known) {
    if (!conditional || response.statusCode() != 200) {
      return known;
    }
    return new Validators(
        requestUrl,
        response.header("etag").orElse(null),
        response.header("last-modified").orElse(null));
  }
}
