CREATE TABLE tickers (
    symbol STRING,
    symbolName STRING,
    buy FLOAT,
    sell FLOAT
)
WITH (
    'connector' = 'http',
    'url' = '${api}/tickers',
    'schedule' = '* * * * *',
    'jq' = '.data.ticker[] | {symbol, symbolName, buy, sell}'
);

SELECT
    COUNT(DISTINCT symbol) AS symbols,
    COUNT(symbolName) AS names,
    COUNT(buy) AS buys,
    COUNT(sell) AS sells
FROM tickers;
