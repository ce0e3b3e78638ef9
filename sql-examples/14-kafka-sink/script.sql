-- Best bid and ask of the first two pairs that KuCoin lists.
CREATE SOURCE all_tickers (
    symbolName STRING,
    buy FLOAT,
    sell FLOAT,
) WITH (
    connector = 'http',
    url = '${kucoin:-https://api.kucoin.com}/api/v1/market/allTickers',
    schedule = '*/5 * * * * *',
    jq = '.data.ticker[:2][] | {symbolName, buy, sell}',
);

-- Each row is a record with a JSON object.
CREATE SINK tickers_sink FROM all_tickers
WITH (
    connector = 'kafka',
    topic = 'tickers_topic',
    server = '${kafka:-localhost:9092}',
);

-- The highest bid so far changes: records have a key, and the newest one of a key counts.
CREATE SINK highest_sink FROM (SELECT symbolName, MAX(buy) AS highest FROM all_tickers WHERE symbolName IS NOT NULL GROUP BY symbolName)
WITH (
    connector = 'kafka',
    topic = 'highest_topic',
    server = '${kafka:-localhost:9092}',
);

-- What is written, read back from the topic's start. A pattern, since the topic may come into being with the first record.
CREATE SOURCE written_tickers (
    symbolName STRING,
    buy FLOAT,
    sell FLOAT,
) WITH (
    connector = 'kafka',
    topic-pattern = 'tickers_topic',
    server = '${kafka:-localhost:9092}',
    scan.topic-partition-discovery.interval = '1 s',
);

SELECT * FROM written_tickers;
