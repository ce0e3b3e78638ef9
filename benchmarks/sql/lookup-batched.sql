CREATE TABLE api (
    id BIGINT,
    name STRING,
    price DOUBLE
)
WITH (
    'connector' = 'lookup-http',
    'url' = '${api}/many?id={{id}}',
    'lookup.batch.size' = '100'
)
