-- DuckDB's SQL over mini-batches of a stream, cut in four ways. Six polls of two pairs, one a second, then the job ends.
CREATE TABLE tickers (
    symbol STRING,
    buy DECIMAL(20, 8),
    `second` BIGINT,
    fetch_id BIGINT METADATA FROM 'fetch-id',
    is_last BOOLEAN METADATA FROM 'last',
    fetch_time TIMESTAMP_LTZ(3) METADATA FROM 'fetch-time',
    WATERMARK FOR fetch_time AS SOURCE_WATERMARK()
)
WITH (
    'connector' = 'http',
    'url' = '${kucoin:-https://api.kucoin.com}/api/v1/market/allTickers',
    'schedule' = '* * * * * *',
    'scan.bounded.max-polls' = '6',
    -- Two polls in a second of the API have the same answer, which else counts once.
    'scan.conditional-requests' = 'false',
    'jq' = '(.data.time / 1000 | floor) as $second | .data.ticker[:2][] | {symbol, buy, $second}'
);

-- 1. Count: five rows each, wherever a poll begins or ends. What is left comes at the end.
SELECT 'count' AS batches, * FROM DUCKDB(
    input => TABLE tickers,
    query => 'SELECT count(*) AS n, min(buy) AS lowest, max(buy) AS highest, list("second") AS seconds FROM input',
    size => 5
);

-- 2. Fixed time: what was fetched in two seconds of the clock, from an even second to the next.
SELECT 'fixed' AS batches, n, lowest, highest, seconds, since, until FROM DUCKDB(
    input => TABLE tickers,
    query => 'SELECT count(*) AS n, min(buy) AS lowest, max(buy) AS highest, list("second") AS seconds,
                     min(fetch_time) AS since, max(fetch_time) AS until FROM input',
    duration => '2 s',
    on_time => DESCRIPTOR(fetch_time)
);

-- 3. Relaxed: two seconds that begin with a row.
SELECT 'relaxed' AS batches, n, lowest, highest, seconds, since, until FROM DUCKDB(
    input => TABLE tickers,
    query => 'SELECT count(*) AS n, min(buy) AS lowest, max(buy) AS highest, list("second") AS seconds,
                     min(fetch_time) AS since, max(fetch_time) AS until FROM input',
    duration => '2 s',
    relaxed => TRUE,
    on_time => DESCRIPTOR(fetch_time)
);

-- 4. The rows of one poll, whose last row says so.
SELECT 'poll' AS batches, * FROM DUCKDB(
    input => TABLE tickers,
    query => 'SELECT count(*) AS n, min(buy) AS lowest, max(buy) AS highest, list("second") AS seconds,
                     any_value(fetch_id) AS poll FROM input',
    batch_by => DESCRIPTOR(fetch_id, is_last)
);
