SET 'table.local-time-zone' = 'UTC';

-- Orders, the newest first, each once: every poll asks for those since the newest one that is known.
CREATE TABLE orders (
    id BIGINT,
    placed_at TIMESTAMP_LTZ(3),
    item STRING,
    quantity INT,
    total DECIMAL(10, 2),
    poll BIGINT METADATA FROM 'fetch-id'
)
WITH (
    'connector' = 'http',
    'url' = '${shop:-https://shop.example.com}/shop/orders',
    'jq' = '.orders[]',
    'scan.poll-interval' = '1 s',
    -- The highest placed_at of the records so far goes into ?since=, three seconds early: some orders show up late.
    'scan.cursor.jq' = '.placed_at',
    'scan.cursor.param' = 'since',
    'scan.cursor.lookback' = '3 s',
    -- So most orders come again and again, and only those whose id is new become rows.
    'scan.emit' = 'new',
    'scan.dedup.key' = 'id',
    -- A poll has several pages, and orders that come in meanwhile shift them.
    'params.per_page' = '10',
    'pagination.type' = 'page-based',
    'pagination.start' = '1',
    'pagination.stop-jq' = '.more | not'
);

SELECT * FROM orders;
