SET 'table.local-time-zone' = 'UTC';

-- Invoices behind OAuth 2.0: the client's name and password buy an access token, which each request carries.
CREATE TABLE invoices (
    `number` STRING,
    amount INT,
    currency STRING,
    as_of TIMESTAMP_LTZ(3),
    token_issued_at TIMESTAMP_LTZ(3)
)
WITH (
    'connector' = 'http',
    'url' = '${shop:-https://shop.example.com}/shop/invoices',
    'jq' = '. as $answer | .invoices[] | . + ($answer | {as_of, token_issued_at})',
    'scan.poll-interval' = '1 s',
    'scan.bounded.max-polls' = '7',
    -- Two polls may fall into one second, in which the answer is the same: show it twice.
    'scan.conditional-requests' = 'false',
    'auth.type' = 'oauth2-client-credentials',
    'auth.token-url' = '${shop:-https://shop.example.com}/shop/oauth/token',
    -- Names, not values: the worker looks them up when it starts to read.
    'auth.client-id' = 'SECRET shop_client_id',
    'auth.client-secret' = 'SECRET shop_client_secret'
);

SELECT * FROM invoices;
