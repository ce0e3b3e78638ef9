-- A window's start and end are times of this zone.
SET 'table.local-time-zone' = 'UTC';

-- The newest hundred trades, twice a minute. Time goes by fetch-time, and it goes on between polls.
CREATE TABLE trades (
    id BIGINT,
    price DECIMAL(18, 8),
    quantity DECIMAL(18, 8),
    fetch_time TIMESTAMP_LTZ(3) METADATA FROM 'fetch-time',
    WATERMARK FOR fetch_time AS SOURCE_WATERMARK()
)
WITH (
    'connector' = 'http',
    'url' = '${binance:-https://api.binance.com}/api/v3/aggTrades',
    'params.symbol' = 'BTCUSDT',
    'params.limit' = '100',
    'scan.poll-interval' = '30 s',
    'jq' = '.[] | {id: .a, price: .p, quantity: .q}'
);

-- Windows of five seconds: each closes within a moment of its end, long before the next poll.
SELECT
    window_start,
    window_end,
    COUNT(*) AS trades,
    MIN(id) AS first_id,
    MAX(id) AS last_id,
    MIN(price) AS low,
    MAX(price) AS high,
    SUM(quantity) AS volume,
    MAX(fetch_time) AS fetched_at,
    CURRENT_TIMESTAMP AS closed_at
FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(fetch_time), INTERVAL '5' SECOND))
GROUP BY window_start, window_end;
