CREATE TABLE api (
    id BIGINT,
    name STRING,
    price DOUBLE
)
WITH (
    'connector' = 'lookup-http',
    'url' = '${api}/one?id={{id}}',
    'lookup.cache' = 'PARTIAL',
    'lookup.partial-cache.max-rows' = '10000'
)
