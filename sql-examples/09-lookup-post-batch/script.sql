-- The orders of a shop, each once. Three polls, then the job ends.
CREATE TABLE orders (
    id BIGINT,
    item STRING,
    quantity INT,
    poll BIGINT METADATA FROM 'fetch-id'
)
WITH (
    'connector' = 'http',
    'url' = '${shop:-https://shop.example.com}/shop/orders',
    'jq' = '.orders[]',
    'scan.poll-interval' = '2 s',
    'scan.bounded.max-polls' = '3',
    'params.per_page' = '100',
    'scan.cursor.jq' = '.placed_at',
    'scan.cursor.param' = 'since',
    'scan.cursor.lookback' = '3 s',
    'scan.emit' = 'new',
    'scan.dedup.key' = 'id'
);

-- What the shop's catalogue says of several products at once.
CREATE TABLE products (
    $sku STRING,
    name STRING,
    grams INT,
    asked INT
)
WITH (
    'connector' = 'lookup-http',
    'url' = '${shop:-https://shop.example.com}/shop/products',
    'method' = 'POST',
    -- The body is {"skus": ["coffee", "tea", ...]}: with batches, a placeholder is the list of their keys.
    'json.skus' = '$sku',
    -- Sent when it has twenty keys, or when the first has waited for 300 ms.
    'lookup.batch.size' = '20',
    'lookup.batch.interval' = '300 ms',
    'jq' = '.asked as $asked | .products[] | {id, name, grams, asked: $asked}',
    -- Which key a record is for; the answer may have them in any order, and may have none.
    'lookup.batch.key-jq' = '.id'
);

SELECT o.poll, o.id, o.item, o.quantity, p.name, o.quantity * p.grams AS grams, p.asked
FROM (SELECT *, PROCTIME() AS now FROM orders) AS o
LEFT JOIN products FOR SYSTEM_TIME AS OF o.now AS p
    ON o.item = p.`$sku`;
