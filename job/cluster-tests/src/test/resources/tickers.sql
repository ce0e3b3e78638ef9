SET 'sql-client.execution.result-mode' = 'tableau';
SET 'execution.runtime-mode' = 'batch';
SET 'table.dml-sync' = 'true';

CREATE TABLE all_tickers (
    symbol STRING,
    symbolName STRING,
    buy FLOAT,
    sell FLOAT
)
WITH (
    'connector' = 'http',
    'url' = '${api}/api/v1/market/allTickers',
    'method' = 'GET',
    'schedule' = '*/1 * * * *',
    'jq' = '.data.ticker[:2][] | {symbol, symbolName, buy, sell}',
    'headers.Content-Type' = 'application/json'
);

SELECT * FROM all_tickers;

CREATE TABLE files (symbol STRING, spread DECIMAL(10, 2)) WITH (
    'connector' = 'filesystem',
    'path' = '${output}/spreads',
    'format' = 'csv'
);

INSERT INTO files SELECT symbol, CAST(sell - buy AS DECIMAL(10, 2)) FROM all_tickers;

CREATE TABLE candles ($symbol STRING, `open` FLOAT) WITH (
    'connector' = 'lookup-http',
    'url' = '${api}/api/v1/market/candles?type=1min&symbol=$symbol',
    'jq' = '.data[] | {open: .[1]}'
);

CREATE TABLE opens (symbol STRING, `open` DECIMAL(10, 2)) WITH (
    'connector' = 'filesystem',
    'path' = '${output}/opens',
    'format' = 'csv'
);

INSERT INTO opens
SELECT t.symbol, CAST(c.`open` AS DECIMAL(10, 2))
FROM (SELECT *, PROCTIME() AS now FROM all_tickers) AS t
LEFT JOIN candles FOR SYSTEM_TIME AS OF t.now AS c ON t.symbol = c.`$symbol`;

LOAD MODULE sqluice;

CREATE TABLE totals (id STRING, sku STRING, qty INT) WITH (
    'connector' = 'filesystem',
    'path' = '${output}/totals',
    'format' = 'csv'
);

INSERT INTO totals
SELECT JQ(t.body, '.id'), j.sku, j.qty
FROM (VALUES '{"id": "o-1", "items": [{"sku": "A", "qty": 3}, {"sku": "A", "qty": 4}]}') AS t (body),
LATERAL TABLE(DUCKDB_JSON(JQ(t.body, '.items'), 'SELECT sku, sum(qty)::INT AS qty FROM payload GROUP BY sku')) AS j;

SET 'execution.runtime-mode' = 'streaming';

SELECT symbol, buy FROM all_tickers /*+ OPTIONS('scan.bounded.max-polls' = '1') */;
