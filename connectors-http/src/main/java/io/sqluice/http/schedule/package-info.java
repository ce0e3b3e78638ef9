/** Fire times: cron and interval schedules, missed fire times, startup, jitter. */
package io.sqluice.http.schedule;
