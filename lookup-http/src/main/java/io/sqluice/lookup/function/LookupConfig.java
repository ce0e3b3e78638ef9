package io.sqluice.lookup.function;

import io.sqluice.http.api.ApiConfig;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Everything a lookup table needs at run time whatever joins it, validated.
 *
 * @param api what is asked and how answers are read; its row type has the columns that answers have
 * @param variables the names that placeholders may have
 * @param timeout limit for all attempts and pages of one request, from when its row comes in
 * @param errorPolicy what becomes of a row whose lookup failed
 * @param singleFlight whether equal requests that are under way at once are sent once
 * @param cache the cache by request; null for none
 * @param reload when the cache of all rows is loaded; null if there is none
 * @param batch null where each request is for one row
 */
public record LookupConfig(
    ApiConfig api,
    List<String> variables,
    Duration timeout,
    ErrorPolicy errorPolicy,
    boolean singleFlight,
    @Nullable CacheConfig cache,
    @Nullable ReloadConfig reload,
    @Nullable BatchConfig batch)
    implements Serializable {

  public LookupConfig {
    variables = List.copyOf(variables);
  }

  /** What becomes of a row whose lookup failed. */
  public enum ErrorPolicy {
    /** The job fails. */
    FAIL,
    /** It is joined with a row of NULLs. */
    NULL,
    /** It is joined with a row of NULLs whose metadata columns say why. */
    EMIT
  }

  /**
   * A cache by request. At least one of the first three bounds it.
   *
   * @param maxRows requests whose answers are kept; null for no limit
   * @param expireAfterWrite null for never
   * @param expireAfterAccess null for never
   * @param missingKeys whether answers without rows are kept
   */
  public record CacheConfig(
      @Nullable Long maxRows,
      @Nullable Duration expireAfterWrite,
      @Nullable Duration expireAfterAccess,
      boolean missingKeys)
      implements Serializable {}

  /**
   * How the keys of several rows go into one request.
   *
   * @param size most keys of a request, at least 2
   * @param interval how long a key waits for others
   * @param delimiter what stands between keys where they are text
   * @param keyJq a jq program from a record to its key; null for the field that is named as the key
   *     is
   */
  public record BatchConfig(int size, Duration interval, String delimiter, @Nullable String keyJq)
      implements Serializable {}
}
