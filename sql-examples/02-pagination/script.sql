-- One poll reads all its pages; in batch mode the job ends after it.
SET 'execution.runtime-mode' = 'batch';

-- Pages that are counted: page=1, page=2, ... up to the first page that is empty.
CREATE TABLE coins (
    market_cap_rank INT,
    current_price DECIMAL(20, 8),
    last_updated TIMESTAMP_LTZ(3),
    page INT METADATA
)
WITH (
    'connector' = 'http',
    'url' = '${coingecko:-https://api.coingecko.com}/api/v3/coins/markets',
    'params.vs_currency' = 'usd',
    'params.per_page' = '100',
    'pagination.type' = 'page-based',
    'pagination.page_param' = 'page',
    'pagination.start' = '1'
);

-- Pages that say where the next one starts: back in time by after=..., until a page reaches into the
-- minute before. The cursor is a field of the last record or, as here, a jq program over the body.
CREATE TABLE trades (
    trade_id BIGINT,
    `time` TIMESTAMP_LTZ(3),
    size DECIMAL(20, 8),
    page INT METADATA
)
WITH (
    'connector' = 'http',
    'url' = '${coinbase:-https://api.exchange.coinbase.com}/products/BTC-USD/trades',
    'params.limit' = '50',
    'pagination.type' = 'cursor-based',
    'pagination.cursor_param' = 'after',
    'pagination.cursor_id' = '. as $page | if $page[0].time[:16] == $page[-1].time[:16] then $page[-1].trade_id else null end'
);

-- What each page held.
SELECT
    'coins' AS source,
    page,
    COUNT(*) AS records,
    MIN(CAST(market_cap_rank AS BIGINT)) AS lowest,
    MAX(CAST(market_cap_rank AS BIGINT)) AS highest,
    SUM(current_price) AS total,
    MAX(last_updated) AS as_of
FROM coins
GROUP BY page
UNION ALL
SELECT 'trades', page, COUNT(*), MIN(trade_id), MAX(trade_id), SUM(size), MAX(`time`)
FROM trades
GROUP BY page;
