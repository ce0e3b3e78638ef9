-- The first two pairs that KuCoin lists. Two polls, then the job ends.
CREATE SOURCE all_tickers (
    symbol STRING,
    symbolName STRING,
    buy DOUBLE,
    sell DOUBLE,
    -- Columns with an expression are computed, and the answer needs no field for them.
    spread DECIMAL(18, 4) AS (sell - buy),
    trigger_time_ms TIMESTAMP_MS AS (TRIGGER_TIME()),
    -- The two whole minutes before the poll, in seconds since 1970.
    start_at BIGINT AS (TRIGGER_EPOCH_TIME() / 60000 * 60 - (2 * 60)),
    end_at BIGINT AS (TRIGGER_EPOCH_TIME() / 60000 * 60),
) WITH (
    connector = 'http',
    url = '${kucoin:-https://api.kucoin.com}/api/v1/market/allTickers',
    method = 'GET',
    schedule = '*/5 * * * * *',
    'scan.bounded.max-polls' = 2,
    jq = '.data.ticker[:2][] | {symbol, symbolName, buy, sell}',
    'headers.Content-Type' = 'application/json',
);

-- The candles of a pair in a span of time: columns named $x go into the request.
CREATE TEMPORARY TABLE ohlc (
    $symbol STRING,
    $start_at BIGINT,
    $end_at BIGINT,
    start_time TIMESTAMP,
    end_time TIMESTAMP AS (start_time + INTERVAL 1 MINUTE),
    open FLOAT,
    high FLOAT,
    low FLOAT,
    close FLOAT,
    volume FLOAT,
    amount FLOAT,
) WITH (
    connector = 'lookup-http',
    url = '${kucoin:-https://api.kucoin.com}/api/v1/market/candles?type=1min&symbol=$symbol&startAt=$start_at&endAt=$end_at',
    method = 'GET',
    jq = '.data[] | {
        start_time: (.[0] | tonumber),
        open: (.[1] | tonumber),
        close: (.[2] | tonumber),
        high: (.[3] | tonumber),
        low: (.[4] | tonumber),
        volume: (.[5] | tonumber),
        amount: (.[6] | tonumber)
    }',
    'headers.Content-Type' = 'application/json',
);

-- ON gives $symbol its value; $start_at and $end_at take the columns of all_tickers with their names.
CREATE VIEW candles AS
SELECT t.symbol, t.buy, t.spread, t.trigger_time_ms, c.start_at, c.end_at, c.start_time, c.end_time, open, high, low, close, volume
FROM all_tickers AS t
LEFT JOIN ohlc AS c ON t.symbol = c.symbol;

SELECT * FROM candles;
