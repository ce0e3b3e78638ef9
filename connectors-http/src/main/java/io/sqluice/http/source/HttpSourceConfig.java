package io.sqluice.http.source;

import io.sqluice.http.auth.AuthConfig;
import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.pagination.PaginationConfig;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.response.AnswerFilterConfig;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.schedule.ScheduleConfig;
import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * Everything a polling source needs at run time, validated.
 *
 * @param tableName the table's full name, for messages and metrics
 * @param schedule when to poll; null polls once, at once
 * @param maxPages pages of one poll after which a further one is an error
 * @param answerFilter which answers are failures; null if only their status codes say so
 * @param bounded whether the source ends by itself and the job may run in batch mode
 * @param maxPolls polls after which the source ends; null for none
 * @param conditionalRequests whether ETag and Last-Modified are sent back (RFC 9110, section 13)
 * @param auth who is asking
 */
public record HttpSourceConfig(
    String tableName,
    RequestConfig request,
    ClientConfig client,
    @Nullable ScheduleConfig schedule,
    PaginationConfig pagination,
    int maxPages,
    ExtractionConfig extraction,
    @Nullable AnswerFilterConfig answerFilter,
    boolean bounded,
    @Nullable Long maxPolls,
    FailurePolicy failures,
    boolean conditionalRequests,
    AuthConfig auth)
    implements Serializable {

  /**
   * What a failed poll means.
   *
   * @param failJob whether the first failed poll fails the job
   * @param maxConsecutive failed polls in a row after which the job fails
   */
  public record FailurePolicy(boolean failJob, int maxConsecutive) implements Serializable {}
}
