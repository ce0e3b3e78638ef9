-- SQL Reference, DML. Each heading of Flink's documentation stands above its statements.

-- INSERT Statement: Insert from select queries
INSERT INTO RubberOrders SELECT product, amount FROM Orders WHERE product LIKE '%Rubber%';
INSERT INTO cat.db.country_page_view PARTITION (`date` = '2019-8-30', country = 'China') SELECT `user`, cnt FROM page_view_source;
INSERT OVERWRITE country_page_view PARTITION (`date` = '2019-8-30') SELECT `user`, cnt, country FROM page_view_source;
INSERT INTO country_page_view (`user`, cnt) SELECT `user`, cnt FROM page_view_source;
INSERT INTO t /*+ OPTIONS('sink.parallelism' = '4') */ SELECT * FROM s;
INSERT INTO t (r.a, r.b, c) SELECT 1, 2, 3;
INSERT INTO t SELECT * FROM s ON CONFLICT DO DEDUPLICATE;
INSERT INTO t SELECT * FROM s ON CONFLICT DO NOTHING;
INSERT INTO t SELECT * FROM s ON CONFLICT DO ERROR;

-- INSERT Statement: Insert values into tables
INSERT INTO students VALUES ('fred flintstone', 35, 1.28), ('barney rubble', 32, 2.32);
EXECUTE INSERT INTO students VALUES ('a; b', 35, 1.28);

-- INSERT Statement: Insert into multiple tables
EXECUTE STATEMENT SET
BEGIN
INSERT INTO `pageview` SELECT page_id, CASE WHEN a THEN 1 ELSE 2 END FROM pageview;
INSERT INTO `uv_pageview` SELECT page_id, count(distinct user_id) FROM pageview GROUP BY page_id;
END;
BEGIN STATEMENT SET;
INSERT INTO students SELECT 1;
END;

-- UPDATE Statement
UPDATE cat.db.orders SET `quantity` = `quantity` * 2, note = 'it''s' WHERE product = 'Rubber';

-- DELETE Statement
DELETE FROM orders;
DELETE FROM cat.db.orders WHERE product = 'Rubber' AND note <> 'a;b';

-- TRUNCATE Statement
TRUNCATE TABLE cat.db.orders;

-- EXECUTE PLAN, COMPILE PLAN, COMPILE AND EXECUTE PLAN
COMPILE PLAN '/path/to/plan.json' FOR INSERT INTO t SELECT * FROM s;
COMPILE PLAN '/path/to/plan.json' IF NOT EXISTS FOR STATEMENT SET BEGIN INSERT INTO t SELECT 1; INSERT INTO u SELECT 2; END;
EXECUTE PLAN '/path/to/plan.json';
COMPILE AND EXECUTE PLAN '/path/to/plan.json' FOR INSERT INTO t SELECT * FROM s;
COMPILE AND EXECUTE PLAN '/path/to/plan.json' FOR STATEMENT SET BEGIN INSERT INTO t SELECT 1; END;

-- MERGE, which Flink's parser knows
MERGE INTO a USING b ON a.x = b.x WHEN MATCHED THEN UPDATE SET y = 1 WHEN NOT MATCHED THEN INSERT (x, y) VALUES (1, 2);
