package io.sqluice.http.schedule;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a table polls, validated.
 *
 * @param schedule the fire times
 * @param misfire what happens to fire times that were missed
 * @param startup when the first poll fires
 * @param jitter the longest random delay of a poll behind its fire time
 */
public record ScheduleConfig(
    Schedule schedule, MisfirePolicy misfire, StartupMode startup, Duration jitter)
    implements Serializable {}
