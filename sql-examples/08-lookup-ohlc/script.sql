-- Best bid and ask of the first two pairs that KuCoin lists. Two polls, then the job ends.
CREATE TABLE all_tickers (
    symbol STRING,
    buy FLOAT,
    sell FLOAT,
    polled_at TIMESTAMP_LTZ(3) METADATA FROM 'trigger-time',
    -- The minute of the poll, in seconds since 1970.
    end_at AS CAST(60 AS BIGINT) * TIMESTAMPDIFF(MINUTE, TO_TIMESTAMP_LTZ(0, 3), polled_at)
)
WITH (
    'connector' = 'http',
    'url' = '${kucoin:-https://api.kucoin.com}/api/v1/market/allTickers',
    'method' = 'GET',
    'schedule' = '*/5 * * * * *',
    'scan.bounded.max-polls' = '2',
    'jq' = '.data.ticker[:2][] | {symbol, buy, sell}',
    'headers.Content-Type' = 'application/json'
);

-- The candles of a pair, asked for when a row needs them: columns named $x go into the request, the others come from its answer.
CREATE TEMPORARY TABLE ohlc (
    $symbol STRING,
    $start_at BIGINT,
    $end_at BIGINT,
    start_time TIMESTAMP(6),
    `open` FLOAT,
    high FLOAT,
    low FLOAT,
    `close` FLOAT,
    volume FLOAT,
    amount FLOAT
)
WITH (
    'connector' = 'lookup-http',
    'url' = '${kucoin:-https://api.kucoin.com}/api/v1/market/candles?type=1min&symbol=$symbol&startAt=$start_at&endAt=$end_at',
    'method' = 'GET',
    'jq' = '.data[] | {start_time: (.[0] | tonumber), open: (.[1] | tonumber), close: (.[2] | tonumber), high: (.[3] | tonumber), low: (.[4] | tonumber), volume: (.[5] | tonumber), amount: (.[6] | tonumber)}',
    'headers.Content-Type' = 'application/json',
    -- Candles of minutes that are over do not change, so what was asked for in one poll is known in the next.
    'lookup.cache' = 'PARTIAL',
    'lookup.partial-cache.max-rows' = '1000'
);

SELECT a.symbol, a.buy, a.sell, o.start_time, o.`open`, o.high, o.low, o.`close`, o.volume
-- The two whole minutes before the poll.
FROM (SELECT *, end_at - 120 AS start_at, PROCTIME() AS now FROM all_tickers) AS a
LEFT JOIN ohlc FOR SYSTEM_TIME AS OF a.now AS o
    ON a.symbol = o.`$symbol` AND a.start_at = o.`$start_at` AND a.end_at = o.`$end_at`;
