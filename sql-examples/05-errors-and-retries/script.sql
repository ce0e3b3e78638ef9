-- The stock of a shop whose API fails in several ways. Six polls, then the job ends.
CREATE TABLE stock (
    sku STRING,
    quantity INT,
    poll BIGINT METADATA FROM 'fetch-id',
    error STRING METADATA
)
WITH (
    'connector' = 'http',
    'url' = '${shop:-https://shop.example.com}/shop/stock',
    'jq' = '.items[]',
    'scan.poll-interval' = '500 ms',
    'scan.bounded.max-polls' = '6',
    -- 503 and 429 are tried again as they are; the wait is what Retry-After says.
    'retry.max-attempts' = '3',
    'retry.initial-backoff' = '200 ms',
    -- This API says 200 and {"error": {...}}: a failure all the same, and tried again if it says that it passes.
    'error.jq' = '.error | values | .message',
    'retry.jq' = '.error.temporary',
    -- A poll that fails for good becomes a row that says why, and the next one comes as usual.
    'scan.error-policy' = 'emit',
    -- A record that does not fit the columns becomes a row of NULLs that says why.
    'decode.error-policy' = 'emit'
);

SELECT * FROM stock;
