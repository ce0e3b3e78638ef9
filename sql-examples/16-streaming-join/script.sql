-- Times are of this zone.
SET 'table.local-time-zone' = 'UTC';

-- KuCoin's best bid and ask of bitcoins, every five seconds.
CREATE SOURCE quotes (
    symbol STRING,
    buy DOUBLE,
    sell DOUBLE,
    quoted_at TIMESTAMP_MS,
    -- The last whole minute before the poll, in seconds since 1970.
    start_at BIGINT AS (TRIGGER_EPOCH_TIME() / 60000 * 60 - 60),
    end_at BIGINT AS (TRIGGER_EPOCH_TIME() / 60000 * 60),
    WATERMARK FOR quoted_at AS quoted_at - INTERVAL 1 SECOND,
) WITH (
    connector = 'http',
    url = '${kucoin:-https://api.kucoin.com}/api/v1/market/allTickers',
    schedule = '*/5 * * * * *',
    jq = '.data.time as $time | .data.ticker[] | select(.symbol == "BTC-USDT") | {quoted_at: $time, symbol, buy, sell}',
);

-- Binance's trades in bitcoins, each once.
CREATE SOURCE trades (
    id BIGINT,
    symbol STRING,
    price DOUBLE,
    quantity DOUBLE,
    traded_at TIMESTAMP_MS,
    WATERMARK FOR traded_at AS traded_at - INTERVAL 1 SECOND,
) WITH (
    connector = 'http',
    url = '${binance:-https://api.binance.com}/api/v3/aggTrades',
    params.symbol = 'BTCUSDT',
    params.limit = 1000,
    schedule = '*/5 * * * * *',
    scan.emit = 'new',
    scan.dedup.key = 'id',
    jq = '.[] | {id: .a, symbol: "BTC-USDT", price: .p, quantity: .q, traded_at: .T}',
);

-- CoinLore's names of coins, each once.
CREATE SOURCE coins (
    symbol STRING,
    name STRING,
) WITH (
    connector = 'http',
    url = '${coinlore:-https://api.coinlore.net}/api/tickers/',
    schedule = '* * * * *',
    scan.emit = 'new',
    scan.dedup.key = 'symbol',
    jq = '.data[] | {name, symbol: (.symbol + "-USDT")}',
);

-- KuCoin's candles, asked for when a row needs them.
CREATE TEMPORARY TABLE ohlc (
    $symbol STRING,
    $start_at BIGINT,
    $end_at BIGINT,
    open DOUBLE,
    close DOUBLE,
) WITH (
    connector = 'lookup-http',
    url = '${kucoin:-https://api.kucoin.com}/api/v1/market/candles?type=1min&symbol=$symbol&startAt=$start_at&endAt=$end_at',
    jq = '.data[] | {open: .[1], close: .[2]}',
);

-- An interval join: each quote with the trades of the two seconds before it. What is older than that is forgotten.
CREATE VIEW near AS
SELECT q.*, t.id, t.price, t.quantity
FROM quotes AS q JOIN trades AS t
    ON q.symbol = t.symbol AND t.traded_at BETWEEN q.quoted_at - INTERVAL 2 SECONDS AND q.quoted_at;

-- Time goes on behind it, so that windows close: one for each quote.
CREATE VIEW compared AS
SELECT
    symbol, buy, sell, start_at, end_at, window_start AS quoted_at,
    COUNT(*) AS trades, MIN(id) AS first_id, MAX(id) AS last_id, MIN(price) AS low, MAX(price) AS high
FROM TABLE(TUMBLE(TABLE near, DESCRIPTOR(quoted_at), INTERVAL 1 SECOND))
GROUP BY symbol, buy, sell, start_at, end_at, window_start, window_end;

-- A regular join keeps the rows of both sides: here names for good, and quotes for a minute, so that one finds a name that comes late.
CREATE VIEW named AS
SELECT /*+ STATE_TTL('q' = '1 min', 'c' = '0 s') */ c.name, q.*
FROM compared AS q JOIN coins AS c ON q.symbol = c.symbol;

-- A lookup on what came of them: the candle of the minute before.
SELECT n.name, n.quoted_at, n.buy, n.sell, n.trades, n.first_id, n.last_id, n.low, n.high, n.start_at, o.open, o.close
FROM named AS n LEFT JOIN ohlc AS o ON n.symbol = o.symbol;
