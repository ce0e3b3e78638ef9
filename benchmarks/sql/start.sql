CREATE TABLE numbers (
    n BIGINT
)
WITH (
    'connector' = 'datagen',
    'fields.n.kind' = 'sequence',
    'fields.n.start' = '1',
    'fields.n.end' = '3'
);

SELECT n FROM numbers;
