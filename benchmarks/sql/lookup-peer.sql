CREATE TABLE api (
    id BIGINT,
    name STRING,
    price DOUBLE
)
WITH (
    'connector' = 'rest-lookup',
    'url' = '${api}/one',
    'format' = 'json',
    'lookup-method' = 'GET',
    'asyncPolling' = 'true',
    'gid.connector.http.source.lookup.http-version' = 'HTTP_1_1',
    'gid.connector.http.source.lookup.request.thread-pool.size' = '${asking}',
    'gid.connector.http.source.lookup.response.thread-pool.size' = '${answering}'
)
