-- A DuckDB file as a table: what one poll gives is written into it, and then the file is queried. Run with --batch, in which a statement that reads
-- a table waits for those before it that write it.
CREATE TABLE all_tickers (
    symbol STRING,
    buy DECIMAL(20, 8),
    sell DECIMAL(20, 8)
)
WITH (
    'connector' = 'http',
    'url' = '${kucoin:-https://api.kucoin.com}/api/v1/market/allTickers',
    'jq' = '.data.ticker[] | {symbol, buy, sell}'
);

-- The file and the table in it are made by the first run; by their key later ones replace the rows.
CREATE TABLE quotes (
    symbol STRING,
    buy DECIMAL(20, 8),
    sell DECIMAL(20, 8),
    PRIMARY KEY (symbol) NOT ENFORCED
)
WITH (
    'connector' = 'duckdb',
    'path' = '${quotes:-/tmp/sqluice-quotes.duckdb}'
);

INSERT INTO quotes
SELECT symbol, buy, sell FROM all_tickers;

-- DuckDB reads two columns of the file and applies the condition; Flink does the rest.
SELECT price_class, COUNT(*) AS pairs, MAX(buy) AS highest_bid
FROM (
    SELECT buy, CASE WHEN buy < 100 THEN 'below 100' ELSE '100 and more' END AS price_class
    FROM quotes
    WHERE buy >= 1 AND symbol LIKE '%-USDT'
)
GROUP BY price_class
ORDER BY highest_bid;
