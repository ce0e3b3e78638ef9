CREATE TABLE tickers (
    symbol STRING,
    symbolName STRING,
    buy FLOAT,
    sell FLOAT
)
WITH (
    'connector' = 'http',
    'url' = '${api}/tickers',
    'scan.poll-interval' = '1 ms',
    'scan.bounded.max-polls' = '${polls}',
    'jq' = '.data.ticker[] | {symbol, symbolName, buy, sell}'
);

CREATE TABLE nowhere (
    symbol STRING,
    symbolName STRING,
    buy FLOAT,
    sell FLOAT
)
WITH (
    'connector' = 'blackhole'
);

INSERT INTO nowhere SELECT * FROM tickers;
