-- DuckDB's SQL over each fetched answer: the pairs by what they are quoted in and what they cost. Two polls, then the job ends.
CREATE TABLE spreads (
    quote STRING,
    price_class STRING,
    pairs BIGINT,
    mean_spread DECIMAL(20, 8),
    dearest STRING,
    highest_bid DECIMAL(20, 8),
    fetch_id BIGINT METADATA FROM 'fetch-id'
)
WITH (
    'connector' = 'http',
    'url' = '${kucoin:-https://api.kucoin.com}/api/v1/market/allTickers',
    'schedule' = '*/5 * * * * *',
    'scan.bounded.max-polls' = '2',
    -- The records that the query reads as payload, and what their fields are: the API sends numbers as texts.
    'jq' = '.data.ticker[] | {symbol, buy, sell}',
    'transform.input' = 'symbol STRING, buy DECIMAL(20, 8), sell DECIMAL(20, 8)',
    'transform.sql' = '
        SELECT split_part(symbol, ''-'', 2) AS quote,
               CASE WHEN buy < 1 THEN ''below 1'' WHEN buy < 100 THEN ''below 100'' ELSE ''100 and more'' END AS price_class,
               count(*) AS pairs,
               avg(sell - buy) AS mean_spread,
               arg_max(symbol, buy) AS dearest,
               max(buy) AS highest_bid
        FROM payload
        GROUP BY ALL
        ORDER BY highest_bid'
);

SELECT fetch_id, quote, price_class, pairs, mean_spread, dearest, highest_bid FROM spreads;
