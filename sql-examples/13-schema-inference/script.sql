-- Tables that declare no columns: they take them from a recorded answer, without asking the API. One poll each, then the job ends.
CREATE TABLE coins
WITH (
    'connector' = 'http',
    'url' = '${coingecko:-https://api.coingecko.com}/api/v3/coins/markets?vs_currency=usd&per_page=3',
    'scan.poll-interval' = '1 min',
    'scan.bounded.max-polls' = '1',
    'schema.sample' = 'sql-examples/13-schema-inference/coins.json'
);

-- Here they are those of the query. The metadata column that is declared stands behind them.
CREATE TABLE market (
    fetch_id BIGINT METADATA FROM 'fetch-id'
)
WITH (
    'connector' = 'http',
    'url' = '${coingecko:-https://api.coingecko.com}/api/v3/coins/markets?vs_currency=usd&per_page=250',
    'scan.poll-interval' = '1 min',
    'scan.bounded.max-polls' = '1',
    'transform.sql' = '
        SELECT count(*) AS coins, arg_max(name, current_price) AS dearest, max(current_price) AS highest_price, max(last_updated) AS as_of
        FROM payload',
    'schema.sample' = 'sql-examples/13-schema-inference/coins.json'
);

SELECT market_cap_rank, id, current_price, last_updated FROM coins;

SELECT * FROM market;
