-- Best bid and ask of the first two pairs that KuCoin lists.
CREATE TABLE all_tickers (
    symbol STRING,
    symbolName STRING,
    buy FLOAT,
    sell FLOAT
)
WITH (
    'connector' = 'http',
    'url' = '${kucoin:-https://api.kucoin.com}/api/v1/market/allTickers',
    'method' = 'GET',
    -- Six fields start with seconds: every five seconds. '*/1 * * * *' is every minute, as in Unix.
    'schedule' = '*/5 * * * * *',
    'jq' = '.data.ticker[:2][] | {symbol, symbolName, buy, sell}',
    'headers.Content-Type' = 'application/json'
);

SELECT * FROM all_tickers;
