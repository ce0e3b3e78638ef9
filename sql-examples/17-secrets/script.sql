-- One poll; the job ends after it.
SET 'execution.runtime-mode' = 'batch';

-- Where the three secrets of a key at KuCoin are: in this statement, ...
CREATE SECRET kucoin_key_id WITH (backend = 'meta') AS '${key_id:-demo-key-id}';
-- ... in a file, and in a variable, of whatever process reads the table.
CREATE SECRET kucoin_key WITH (backend = 'file') AS '${key_file:-sql-examples/17-secrets/kucoin-key.txt}';
CREATE SECRET kucoin_passphrase WITH (backend = 'env') AS 'KUCOIN_PASSPHRASE';

CREATE TABLE accounts (
    currency STRING,
    type STRING,
    balance DECIMAL(20, 8)
)
WITH (
    connector = 'http',
    url = '${kucoin:-https://api.kucoin.com}/api/v1/accounts',
    'params.type' = 'trade',
    jq = '.data[]',
    'error.jq' = 'select(.code != "200000") | .msg',
    'auth.type' = 'hmac',
    'auth.preset' = 'kucoin',
    'auth.key-id' = SECRET kucoin_key_id,
    'auth.key' = SECRET kucoin_key,
    'auth.passphrase' = SECRET kucoin_passphrase,
);

SELECT * FROM accounts ORDER BY currency;
