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
 * @param scan what is read from poll to poll
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
    ScanConfig scan,
    AuthConfig auth)
    implements Serializable {}
