-- SQL Reference, DDL. Each heading of Flink's documentation stands above its statements.

-- CREATE Statements: Run a CREATE statement
CREATE TABLE Orders (`user` BIGINT, product STRING, amount INT) WITH ('connector' = 'datagen');

-- CREATE TABLE, Columns: physical / regular columns
CREATE TABLE MyTable (
  `user_id` BIGINT,
  `name` STRING
) WITH (
  'connector' = 'datagen'
);
CREATE TABLE IF NOT EXISTS cat.db.MyTable (user_id BIGINT NOT NULL COMMENT 'who', name STRING NULL) COMMENT 'it''s a table' WITH ('connector' = 'datagen');
CREATE TEMPORARY TABLE MyTable (user_id BIGINT) WITH ('connector' = 'datagen');
CREATE TEMPORARY TABLE IF NOT EXISTS MyTable (user_id BIGINT) WITH ('connector' = 'datagen');

-- CREATE TABLE, Columns: metadata columns
CREATE TABLE MyTable (
  `user_id` BIGINT,
  `record_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp'    -- reads and writes a record's timestamp
) WITH ('connector' = 'kafka');
CREATE TABLE MyTable (`user_id` BIGINT, `timestamp` TIMESTAMP_LTZ(3) METADATA) WITH ('connector' = 'kafka');
CREATE TABLE MyTable (`timestamp` BIGINT METADATA, `offset` BIGINT METADATA VIRTUAL, `p` INT METADATA FROM 'partition' VIRTUAL COMMENT 'c') WITH ('connector' = 'kafka');

-- CREATE TABLE, Columns: computed columns
CREATE TABLE MyTable (
  `user_id` BIGINT,
  `price` DOUBLE,
  `quantity` DOUBLE,
  `cost` AS price * quantity  -- evaluate expression and supply the result to queries
) WITH ('connector' = 'kafka');
CREATE TABLE MyTable (id BIGINT, proc AS PROCTIME(), d AS CAST(id AS DECIMAL(10, 2)) COMMENT 'rounded') WITH ('connector' = 'kafka');

-- CREATE TABLE, WATERMARK
CREATE TABLE Orders (
    `user` BIGINT,
    product STRING,
    order_time TIMESTAMP(3),
    WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH ('connector' = 'datagen');
CREATE TABLE Orders (ts TIMESTAMP_LTZ(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
CREATE TABLE Orders (ts TIMESTAMP_LTZ(3), WATERMARK FOR ts AS SOURCE_WATERMARK()) WITH ('connector' = 'datagen');
CREATE TABLE Orders (r ROW<ts TIMESTAMP(3)>, WATERMARK FOR r.ts AS r.ts - INTERVAL '0.001' SECOND) WITH ('connector' = 'datagen');

-- CREATE TABLE, PRIMARY KEY
CREATE TABLE keyed (id BIGINT PRIMARY KEY NOT ENFORCED, name STRING) WITH ('connector' = 'datagen');
CREATE TABLE keyed (id BIGINT CONSTRAINT pk PRIMARY KEY NOT ENFORCED, name STRING) WITH ('connector' = 'datagen');
CREATE TABLE keyed (id BIGINT, name STRING, CONSTRAINT ct1 PRIMARY KEY (id, name) NOT ENFORCED) WITH ('connector' = 'datagen');
CREATE TABLE keyed (id BIGINT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'datagen');

-- CREATE TABLE, PARTITIONED BY
CREATE TABLE parts (id BIGINT, dt STRING, hr STRING) PARTITIONED BY (dt, hr) WITH ('connector' = 'filesystem', 'path' = '/tmp/a;b', 'format' = 'csv');

-- CREATE TABLE, DISTRIBUTED
CREATE TABLE bucketed (uid BIGINT, name STRING) DISTRIBUTED BY HASH(uid) INTO 4 BUCKETS;
CREATE TABLE bucketed (uid BIGINT, name STRING) DISTRIBUTED BY RANGE(uid, name) INTO 4 BUCKETS;
CREATE TABLE bucketed (uid BIGINT, name STRING) DISTRIBUTED BY (uid) INTO 4 BUCKETS;
CREATE TABLE bucketed (uid BIGINT, name STRING) DISTRIBUTED BY (uid);
CREATE TABLE bucketed (uid BIGINT, name STRING) DISTRIBUTED INTO 4 BUCKETS;

-- CREATE TABLE, WITH options
CREATE TABLE options (id BIGINT) WITH ('connector' = 'kafka', 'topic' = 'a,b', 'properties.bootstrap.servers' = 'localhost:9092', 'properties.sasl.jaas.config' = 'Module required username="u" password="it''s; --";');
CREATE TABLE options (id BIGINT) WITH ();
CREATE TABLE options (id BIGINT);

-- CREATE TABLE, LIKE
CREATE TABLE Orders_with_watermark (
    -- Add watermark definition
    WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH (
    -- Overwrite the startup-mode
    'scan.startup.mode' = 'latest-offset'
)
LIKE Orders_in_file (
    EXCLUDING ALL
    INCLUDING GENERATED
    OVERWRITING OPTIONS
    EXCLUDING PARTITIONS
    INCLUDING CONSTRAINTS
    OVERWRITING WATERMARKS
    EXCLUDING DISTRIBUTION
);
CREATE TABLE copy LIKE cat.db.origin;
CREATE TABLE copy WITH ('connector' = 'print') LIKE origin (EXCLUDING OPTIONS);
CREATE TEMPORARY TABLE copy (extra INT) LIKE origin;

-- CREATE TABLE, AS select_statement
CREATE TABLE my_ctas_table WITH ('connector' = 'kafka') AS SELECT id, name, age FROM source_table WHERE mod(id, 10) = 0;
CREATE TABLE my_ctas_table (
    `desc` STRING,
    quantity DOUBLE,
    cost AS price * quantity,
    WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH ('connector' = 'kafka') AS SELECT id, price, quantity, order_time FROM source_table;
CREATE TABLE my_ctas_table (PRIMARY KEY (id) NOT ENFORCED) DISTRIBUTED BY (id) INTO 4 BUCKETS AS SELECT id, name FROM source_table;
CREATE TABLE my_ctas_table (order_time, price, quantity, id) WITH ('connector' = 'kafka') AS SELECT id, price, quantity, order_time FROM source_table;
CREATE TABLE IF NOT EXISTS my_ctas_table AS WITH x AS (SELECT 1 AS a) SELECT * FROM x;

-- [CREATE OR] REPLACE TABLE
REPLACE TABLE my_rtas_table WITH ('connector' = 'kafka') AS SELECT id, name, age FROM source_table WHERE mod(id, 10) = 0;
CREATE OR REPLACE TABLE my_rtas_table (
    `desc` STRING,
    cost AS price * quantity,
    PRIMARY KEY (id) NOT ENFORCED
) DISTRIBUTED BY (id) INTO 4 BUCKETS
AS SELECT id, price, quantity, order_time FROM source_table;

-- CREATE CATALOG
CREATE CATALOG cat2 WITH ('type' = 'generic_in_memory', 'default-database' = 'db');
CREATE CATALOG IF NOT EXISTS cat2 COMMENT 'a catalog' WITH ('type' = 'generic_in_memory');

-- CREATE DATABASE
CREATE DATABASE db1;
CREATE DATABASE IF NOT EXISTS cat2.db1 COMMENT 'a database' WITH ('k1' = 'v1');

-- CREATE VIEW
CREATE VIEW v AS SELECT * FROM Orders;
CREATE TEMPORARY VIEW IF NOT EXISTS cat.db.v (a, b) COMMENT 'a view' AS SELECT `user`, product FROM Orders UNION ALL SELECT `user`, 'x;y' FROM Orders;
CREATE VIEW v AS WITH w AS (SELECT 1 AS a) SELECT a FROM w;

-- CREATE FUNCTION
CREATE FUNCTION f1 AS 'org.example.F1';
CREATE FUNCTION IF NOT EXISTS cat.db.f1 AS 'org.example.F1' LANGUAGE JAVA;
CREATE TEMPORARY FUNCTION f1 AS 'org.example.F1' LANGUAGE SCALA USING JAR '/path/to/a.jar', JAR '/path/to/b.jar';
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS f1 AS 'udf.add' LANGUAGE PYTHON;
CREATE FUNCTION f1 AS 'org.example.F1' LANGUAGE JAVA USING ARTIFACT '/path/to/a.zip' WITH ('k' = 'v');

-- CREATE MODEL
CREATE MODEL sentiment_analysis_model
INPUT (text STRING COMMENT 'Input text for sentiment analysis')
OUTPUT (sentiment STRING COMMENT 'Predicted sentiment (positive/negative/neutral/mixed)')
COMMENT 'A model for sentiment analysis of text'
WITH ('provider' = 'openai', 'endpoint' = 'https://api.openai.com/v1/chat/completions', 'system-prompt' = 'Classify the text; output -- only the label.');
CREATE TEMPORARY MODEL IF NOT EXISTS cat.db.m WITH ('task' = 'regression');
CREATE MODEL m WITH ('task' = 'clustering') AS SELECT f1, f2 FROM t;

-- CREATE CONNECTION
CREATE CONNECTION c WITH ('type' = 'openai', 'api-key' = 'k');
CREATE TEMPORARY CONNECTION IF NOT EXISTS cat.db.c COMMENT 'a connection' WITH ('type' = 'basic');

-- ALTER Statements: ALTER TABLE, ADD
ALTER TABLE MyTable ADD category_id STRING COMMENT 'identifier of the category';
ALTER TABLE MyTable ADD `order` INT COMMENT 'order identifier' FIRST;
ALTER TABLE MyTable ADD (
    log_ts STRING COMMENT 'log timestamp string' FIRST,
    ts AS TO_TIMESTAMP(log_ts) AFTER log_ts,
    part INT METADATA FROM 'partition' VIRTUAL,
    PRIMARY KEY (id) NOT ENFORCED,
    WATERMARK FOR ts AS ts - INTERVAL '3' SECOND
);
ALTER TABLE MyTable ADD PRIMARY KEY (id) NOT ENFORCED;
ALTER TABLE MyTable ADD CONSTRAINT pk PRIMARY KEY (id) NOT ENFORCED;
ALTER TABLE MyTable ADD WATERMARK FOR ts AS ts;
ALTER TABLE MyTable ADD DISTRIBUTION BY HASH(uid) INTO 4 BUCKETS;
ALTER TABLE MyTable ADD PARTITION (p1 = 1, p2 = 'a') WITH ('k1' = 'v1') PARTITION (p1 = 1, p2 = 'b') WITH ('k1' = 'v1');
ALTER TABLE MyTable ADD IF NOT EXISTS PARTITION (p1 = 1, p2 = 'a');

-- ALTER TABLE, MODIFY
ALTER TABLE MyTable MODIFY measurement DOUBLE COMMENT 'unit is bytes per second' AFTER `id`;
ALTER TABLE IF EXISTS MyTable MODIFY (
    log_ts STRING COMMENT 'log timestamp string' AFTER `id`,
    ts AS TO_TIMESTAMP(log_ts) FIRST,
    PRIMARY KEY (id) NOT ENFORCED,
    WATERMARK FOR ts AS ts
);
ALTER TABLE MyTable MODIFY DISTRIBUTION BY (uid) INTO 4 BUCKETS;

-- ALTER TABLE, DROP
ALTER TABLE MyTable DROP measurement;
ALTER TABLE MyTable DROP (col1, col2, col3);
ALTER TABLE MyTable DROP PRIMARY KEY;
ALTER TABLE MyTable DROP CONSTRAINT pk;
ALTER TABLE MyTable DROP WATERMARK;
ALTER TABLE MyTable DROP DISTRIBUTION;
ALTER TABLE MyTable DROP PARTITION (`id` = 1), PARTITION (`id` = 2);
ALTER TABLE MyTable DROP IF EXISTS PARTITION (`id` = 1);

-- ALTER TABLE, RENAME, SET, RESET
ALTER TABLE MyTable RENAME request_body TO payload;
ALTER TABLE MyTable RENAME TO MyTable2;
ALTER TABLE MyTable SET ('rows-per-second' = '10');
ALTER TABLE MyTable RESET ('rows-per-second');

-- ALTER VIEW
ALTER VIEW v RENAME TO v2;
ALTER VIEW v AS SELECT 1 AS a;

-- ALTER DATABASE
ALTER DATABASE cat.db1 SET ('k1' = 'v1');

-- ALTER FUNCTION
ALTER FUNCTION IF EXISTS cat.db.f1 AS 'org.example.F2' LANGUAGE JAVA;
ALTER TEMPORARY FUNCTION f1 AS 'org.example.F2';
ALTER TEMPORARY SYSTEM FUNCTION f1 AS 'udf.add' LANGUAGE PYTHON;

-- ALTER CATALOG
ALTER CATALOG cat2 SET ('default-database' = 'db');
ALTER CATALOG cat2 RESET ('default-database', 'k2');
ALTER CATALOG cat2 COMMENT 'comment for catalog ''cat2''';

-- ALTER MODEL
ALTER MODEL IF EXISTS m SET ('k' = 'v');
ALTER MODEL m RESET ('k');
ALTER MODEL m RENAME TO m2;

-- ALTER CONNECTION
ALTER CONNECTION c SET ('k' = 'v');
ALTER CONNECTION IF EXISTS c RESET ('k');
ALTER CONNECTION c RENAME TO c2;

-- DROP Statements: DROP CATALOG
DROP CATALOG IF EXISTS cat2;

-- DROP TABLE
DROP TABLE Orders;
DROP TEMPORARY TABLE IF EXISTS cat.db.Orders;

-- DROP DATABASE
DROP DATABASE db1;
DROP DATABASE IF EXISTS cat.db1 RESTRICT;
DROP DATABASE db1 CASCADE;

-- DROP VIEW
DROP VIEW v;
DROP TEMPORARY VIEW IF EXISTS cat.db.v;

-- DROP FUNCTION
DROP FUNCTION f1;
DROP TEMPORARY FUNCTION IF EXISTS cat.db.f1;
DROP TEMPORARY SYSTEM FUNCTION IF EXISTS f1;

-- DROP MODEL
DROP MODEL m;
DROP TEMPORARY MODEL IF EXISTS cat.db.m;

-- DROP CONNECTION
DROP CONNECTION c;
DROP TEMPORARY CONNECTION IF EXISTS cat.db.c;
