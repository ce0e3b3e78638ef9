-- One poll; the job ends after it.
SET 'execution.runtime-mode' = 'batch';

-- The balances of an account at KuCoin. Each request is signed with the key, as KuCoin asks for.
CREATE TABLE accounts (
    currency STRING,
    type STRING,
    balance DECIMAL(20, 8),
    available DECIMAL(20, 8),
    holds DECIMAL(20, 8)
)
WITH (
    'connector' = 'http',
    'url' = '${kucoin:-https://api.kucoin.com}/api/v1/accounts',
    'params.type' = 'trade',
    'jq' = '.data[]',
    -- KuCoin says what is wrong with a request in the body.
    'error.jq' = 'select(.code != "200000") | .msg',
    'auth.type' = 'hmac',
    'auth.preset' = 'kucoin',
    -- Names, not values: the worker looks them up when it starts to read.
    'auth.key-id' = 'SECRET kucoin_key_id',
    'auth.key' = 'SECRET kucoin_key',
    'auth.passphrase' = 'SECRET kucoin_passphrase'
);

SELECT * FROM accounts ORDER BY currency;
