package io.sqluice.http.api;

import io.sqluice.http.auth.AuthConfig;
import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.pagination.PaginationConfig;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.response.AnswerFilterConfig;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.secret.SecretPlace;
import java.io.Serializable;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * What is asked and how answers are read, validated: what all tables over HTTP have in common.
 *
 * @param tableName the table's full name, for messages and metrics
 * @param maxPages pages of one answer after which a further one is an error
 * @param answerFilter which answers are failures; null if only their status codes say so
 * @param auth who is asking
 * @param secrets where the worker finds secrets, by name; the others are in the usual places
 */
public record ApiConfig(
    String tableName,
    RequestConfig request,
    ClientConfig client,
    PaginationConfig pagination,
    int maxPages,
    ExtractionConfig extraction,
    @Nullable AnswerFilterConfig answerFilter,
    AuthConfig auth,
    Map<String, SecretPlace> secrets)
    implements Serializable {

  public ApiConfig {
    secrets = Map.copyOf(secrets);
  }

  /** This with another way to send requests. */
  public ApiConfig withClient(ClientConfig other) {
    return new ApiConfig(
        tableName, request, other, pagination, maxPages, extraction, answerFilter, auth, secrets);
  }

  /** This with another way to read answers. */
  public ApiConfig withExtraction(ExtractionConfig other) {
    return new ApiConfig(
        tableName, request, client, pagination, maxPages, other, answerFilter, auth, secrets);
  }
}
