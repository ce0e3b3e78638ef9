-- SQL Reference, Queries. Each heading of Flink's documentation stands above its statements.

-- Queries: Overview, syntax
SELECT 1;
SELECT ALL a FROM t;
VALUES 1;
VALUES (1, 'a'), (2, 'b;c');
TABLE Orders;
(SELECT a FROM t) ORDER BY a LIMIT 3;

-- SELECT & WHERE
SELECT * FROM Orders;
SELECT order_id, price + tax FROM Orders;
SELECT order_id, price FROM (VALUES (1, 2.0), (2, 3.1)) AS t (order_id, price);
SELECT price + tax FROM Orders WHERE id = 10 AND NOT (a IS NULL OR b IS NOT DISTINCT FROM c);
SELECT PRETTY_PRINT(order_id) FROM cat.db.Orders AS o;
SELECT o.*, o.r.*, o.r.f AS `my field` FROM Orders o;
SELECT a, (SELECT MAX(b) FROM u WHERE u.k = t.k) FROM t WHERE k IN (SELECT k FROM u) AND EXISTS (SELECT 1 FROM v) AND (a, b) IN ((1, 2), (3, 4));
SELECT a FROM t WHERE a > ALL (SELECT b FROM u) OR a = SOME (SELECT b FROM u);

-- SELECT DISTINCT
SELECT DISTINCT id FROM Orders;

-- WITH
WITH orders_with_total AS (
    SELECT order_id, price + tax AS total
    FROM Orders
)
SELECT order_id, SUM(total)
FROM orders_with_total
GROUP BY order_id;
WITH a (x, y) AS (SELECT 1, 2), b AS (SELECT x FROM a) SELECT * FROM a, b WHERE a.x = b.x;

-- Windowing TVF: TUMBLE
SELECT * FROM TABLE(
   TUMBLE(TABLE Bid, DESCRIPTOR(bidtime), INTERVAL '10' MINUTES));
SELECT * FROM TUMBLE(
     DATA => TABLE Bid,
     TIMECOL => DESCRIPTOR(bidtime),
     SIZE => INTERVAL '10' MINUTES,
     `OFFSET` => INTERVAL '1' MINUTES);

-- Windowing TVF: HOP
SELECT * FROM HOP(TABLE Bid, DESCRIPTOR(bidtime), INTERVAL '5' MINUTES, INTERVAL '10' MINUTES);
SELECT * FROM TABLE(HOP(DATA => TABLE Bid, TIMECOL => DESCRIPTOR(bidtime), SLIDE => INTERVAL '5' MINUTES, SIZE => INTERVAL '10' MINUTES));

-- Windowing TVF: CUMULATE
SELECT * FROM CUMULATE(TABLE Bid, DESCRIPTOR(bidtime), INTERVAL '2' MINUTES, INTERVAL '10' MINUTES);

-- Windowing TVF: SESSION
SELECT * FROM SESSION(TABLE Bid PARTITION BY item, DESCRIPTOR(bidtime), INTERVAL '5' MINUTES);
SELECT window_start, SUM(price) FROM SESSION(DATA => TABLE Bid PARTITION BY (item, supplier) ORDER BY bidtime, TIMECOL => DESCRIPTOR(bidtime), GAP => INTERVAL '5' MINUTES) GROUP BY item, window_start, window_end;

-- Window Aggregation
SELECT window_start, window_end, supplier_id, SUM(price) AS total_price
  FROM TUMBLE(TABLE Bid, DESCRIPTOR(bidtime), INTERVAL '10' MINUTES)
  GROUP BY window_start, window_end, GROUPING SETS ((supplier_id), ());
SELECT window_start, window_end, item, supplier_id, SUM(price) AS total_price FROM TUMBLE(TABLE Bid, DESCRIPTOR(bidtime), INTERVAL '10' MINUTES) GROUP BY window_start, window_end, CUBE (supplier_id, item);
SELECT window_time, SUM(price) FROM TUMBLE(TABLE window1, DESCRIPTOR(rowtime), INTERVAL '5' MINUTES) GROUP BY window_start, window_end, window_time, ROLLUP (a);

-- Window Aggregation: group window aggregation
SELECT `user`, TUMBLE_START(order_time, INTERVAL '1' DAY) AS wStart, TUMBLE_END(order_time, INTERVAL '1' DAY), TUMBLE_ROWTIME(order_time, INTERVAL '1' DAY), SUM(amount) FROM Orders GROUP BY TUMBLE(order_time, INTERVAL '1' DAY), `user`;
SELECT HOP_START(ts, INTERVAL '1' HOUR, INTERVAL '1' DAY), COUNT(*) FROM t GROUP BY HOP(ts, INTERVAL '1' HOUR, INTERVAL '1' DAY);
SELECT SESSION_START(ts, INTERVAL '30' MINUTE) FROM t GROUP BY SESSION(ts, INTERVAL '30' MINUTE);

-- Group Aggregation
SELECT COUNT(*) FROM Orders;
SELECT COUNT(*) FROM Orders GROUP BY order_id;
SELECT COUNT(DISTINCT order_id) FROM Orders;
SELECT SUM(amount) FILTER (WHERE amount > 1), LISTAGG(DISTINCT a, ',') FROM Orders GROUP BY users HAVING SUM(amount) > 50;
SELECT supplier_id, rating, COUNT(*), GROUPING(rating), GROUPING_ID(supplier_id, rating) FROM Products GROUP BY GROUPING SETS ((supplier_id, rating), (supplier_id), ());
SELECT a, b, SUM(c) FROM t GROUP BY ROLLUP (a, b);
SELECT a, b, SUM(c) FROM t GROUP BY CUBE (a, b), d;

-- Over Aggregation
SELECT order_id, SUM(amount) OVER (
    PARTITION BY product
    ORDER BY order_time
    RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW
  ) AS one_hour_prod_amount_sum
FROM Orders;
SELECT order_id, SUM(amount) OVER w AS sum_amount, AVG(amount) OVER w AS avg_amount FROM Orders WINDOW w AS (PARTITION BY product ORDER BY order_time ROWS BETWEEN 10 PRECEDING AND CURRENT ROW);
SELECT LAG(a, 1) OVER (ORDER BY ts), FIRST_VALUE(a) OVER (PARTITION BY k ORDER BY ts ROWS UNBOUNDED PRECEDING), NTILE(4) OVER (ORDER BY b) FROM t;

-- Joins: regular joins
SELECT * FROM Orders INNER JOIN Product ON Orders.productId = Product.id;
SELECT * FROM Orders LEFT JOIN Product ON Orders.product_id = Product.id;
SELECT * FROM Orders RIGHT OUTER JOIN Product ON Orders.product_id = Product.id;
SELECT * FROM Orders FULL OUTER JOIN Product ON Orders.product_id = Product.id;
SELECT * FROM Orders CROSS JOIN Product;
SELECT * FROM Orders NATURAL JOIN Product;
SELECT * FROM a JOIN b USING (k, l) JOIN (c LEFT JOIN d ON c.x = d.x) ON a.k = c.k, e;

-- Joins: interval joins
SELECT * FROM Orders o, Shipments s WHERE o.id = s.order_id AND o.order_time BETWEEN s.ship_time - INTERVAL '4' HOUR AND s.ship_time;

-- Joins: temporal joins, event time and processing time
SELECT order_id, price, orders.currency, conversion_rate, order_time
FROM orders
LEFT JOIN currency_rates FOR SYSTEM_TIME AS OF orders.order_time
ON orders.currency = currency_rates.currency;
SELECT * FROM orders AS o JOIN rates FOR SYSTEM_TIME AS OF o.proctime AS r ON o.currency = r.currency;

-- Joins: temporal table function join
SELECT o_amount, r_rate FROM Orders, LATERAL TABLE (Rates(o_proctime)) WHERE r_currency = o_currency;

-- Joins: lookup join
SELECT o.order_id, o.total, c.country, c.zip
FROM Orders AS o
  JOIN Customers FOR SYSTEM_TIME AS OF o.proc_time AS c
    ON o.customer_id = c.id;

-- Joins: array, multiset and map expansion (UNNEST)
SELECT order_id, t.product_name FROM Orders CROSS JOIN UNNEST(product_names) AS t(product_name);
SELECT order_id, k, v FROM Orders, UNNEST(MAP['a', 1]) AS t(k, v);
SELECT order_id, u.e, u.i FROM Orders LEFT JOIN UNNEST(product_names) WITH ORDINALITY AS u(e, i) ON TRUE;
SELECT * FROM UNNEST(ARRAY[1, 2]) AS u(x);

-- Joins: table function
SELECT order_id, res FROM Orders, LATERAL TABLE(table_func(order_id)) t(res);
SELECT order_id, res FROM Orders LEFT OUTER JOIN LATERAL TABLE(table_func(order_id)) t(res) ON TRUE;
SELECT * FROM table_func(a => 1);

-- Joins: semi and anti joins, multi-way joins
SELECT * FROM a WHERE NOT EXISTS (SELECT * FROM b WHERE a.x = b.x) AND a.y NOT IN (SELECT y FROM c);

-- Window Join
SELECT COALESCE(L.window_start, R.window_start) AS window_start
FROM (SELECT * FROM TUMBLE(TABLE LeftTable, DESCRIPTOR(row_time), INTERVAL '5' MINUTES)) L
FULL JOIN (SELECT * FROM TUMBLE(TABLE RightTable, DESCRIPTOR(row_time), INTERVAL '5' MINUTES)) R
ON L.num = R.num AND L.window_start = R.window_start AND L.window_end = R.window_end;

-- Set Operations
(SELECT s FROM t1) UNION (SELECT s FROM t2);
SELECT s FROM t1 UNION ALL SELECT s FROM t2;
(SELECT s FROM t1) INTERSECT (SELECT s FROM t2);
(SELECT s FROM t1) INTERSECT ALL (SELECT s FROM t2);
(SELECT s FROM t1) EXCEPT (SELECT s FROM t2);
(SELECT s FROM t1) EXCEPT ALL (SELECT s FROM t2);
SELECT `user`, amount FROM Orders WHERE product IN (SELECT product FROM NewProducts);

-- ORDER BY
SELECT * FROM Orders ORDER BY order_time, order_id DESC NULLS LAST, 3 ASC NULLS FIRST;

-- LIMIT
SELECT * FROM Orders ORDER BY orderTime LIMIT 3;
SELECT * FROM Orders LIMIT ALL OFFSET 2 ROWS;
SELECT * FROM Orders OFFSET 2 ROW FETCH FIRST 3 ROWS ONLY;
SELECT * FROM Orders FETCH NEXT 1 ROW ONLY;

-- Top-N
SELECT *
FROM (
    SELECT *,
        ROW_NUMBER() OVER (PARTITION BY category ORDER BY sales DESC) AS row_num
    FROM ShopSales)
WHERE row_num <= 5;

-- Window Top-N
SELECT *
  FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY price DESC) AS rownum
    FROM (
      SELECT window_start, window_end, supplier_id, SUM(price) AS price, COUNT(*) AS cnt
      FROM TUMBLE(TABLE Bid, DESCRIPTOR(bidtime), INTERVAL '10' MINUTES)
      GROUP BY window_start, window_end, supplier_id
    )
  ) WHERE rownum <= 3;

-- Deduplication, keep first and keep last
SELECT order_id, `user` FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY proctime ASC) AS row_num FROM Orders) WHERE row_num = 1;
SELECT order_id, `user` FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY rowtime DESC) AS row_num FROM Orders) WHERE row_num = 1;

-- Window Deduplication
SELECT * FROM (SELECT bidtime, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY bidtime DESC) AS rownum FROM TUMBLE(TABLE Bid, DESCRIPTOR(bidtime), INTERVAL '10' MINUTES)) WHERE rownum <= 1;

-- QUALIFY
SELECT a, ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC) AS rn FROM t QUALIFY rn = 1;
SELECT a FROM t WHERE b > 1 QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) <= 3;

-- Pattern Recognition
SELECT *
FROM Ticker
    MATCH_RECOGNIZE (
        PARTITION BY symbol
        ORDER BY rowtime
        MEASURES
            START_ROW.rowtime AS start_tstamp,
            LAST(PRICE_DOWN.rowtime) AS bottom_tstamp,
            LAST(PRICE_UP.rowtime) AS end_tstamp
        ONE ROW PER MATCH
        AFTER MATCH SKIP TO LAST PRICE_UP
        PATTERN (START_ROW PRICE_DOWN+ PRICE_UP)
        DEFINE
            PRICE_DOWN AS
                (LAST(PRICE_DOWN.price, 1) IS NULL AND PRICE_DOWN.price < START_ROW.price) OR
                    PRICE_DOWN.price < LAST(PRICE_DOWN.price, 1),
            PRICE_UP AS
                PRICE_UP.price > LAST(PRICE_DOWN.price, 1)
    ) MR;
SELECT T.aid FROM MyTable MATCH_RECOGNIZE (PARTITION BY userid ORDER BY proctime MEASURES A.id AS aid, MATCH_ROWTIME() AS t AFTER MATCH SKIP PAST LAST ROW PATTERN (A B{2,3} C*? D??) WITHIN INTERVAL '1' HOUR DEFINE A AS name = 'a', B AS name = 'b;') AS T;

-- Time Travel
SELECT * FROM paimon_tb FOR SYSTEM_TIME AS OF TIMESTAMP '2023-07-31 00:00:00';
SELECT * FROM paimon_tb FOR SYSTEM_TIME AS OF TIMESTAMP '2023-07-31 00:00:00' - INTERVAL '1' DAY AS t;

-- SQL Hints: dynamic table options
SELECT id, name FROM kafka_table1 /*+ OPTIONS('scan.startup.mode'='earliest-offset', 'k' = ';--') */;
SELECT * FROM kafka_table1 /*+ OPTIONS('scan.startup.mode'='earliest-offset') */ t1 JOIN kafka_table2 /*+ OPTIONS('scan.startup.mode'='earliest-offset') */ t2 ON t1.id = t2.id;

-- SQL Hints: query hints: join hints, LOOKUP, STATE_TTL, query block
SELECT /*+ BROADCAST(t1), SHUFFLE_HASH(t2, t3) */ * FROM t1 JOIN t2 ON t1.id = t2.id JOIN t3 ON t1.id = t3.id;
SELECT /*+ SHUFFLE_MERGE(t1), NEST_LOOP(t2) */ * FROM t1 JOIN t2 ON t1.id = t2.id;
SELECT /*+ LOOKUP('table'='c', 'async'='true', 'output-mode'='allow_unordered', 'capacity'='100', 'timeout'='180s') */ * FROM o JOIN c FOR SYSTEM_TIME AS OF o.p ON o.id = c.id;
SELECT /*+ STATE_TTL('o'='1d', 'c' = '12h') */ * FROM Orders o LEFT OUTER JOIN Customers c ON o.c = c.c;
SELECT /*+ STATE_TTL('Orders' = '1d') */ o, SUM(t) FROM Orders GROUP BY o;
SELECT /*+ MULTI_JOIN(a, b, c) */ * FROM a JOIN b ON a.k = b.k JOIN c ON a.k = c.k;

-- Process Table Functions
SELECT * FROM f(input => TABLE t PARTITION BY k, uid => 'my-ptf');
SELECT * FROM TABLE(f(TABLE t PARTITION BY k ORDER BY ts DESC, DESCRIPTOR(ts), 5, MAP['a', 'b']));
SELECT * FROM f(a => TABLE t PARTITION BY k, b => (SELECT * FROM u), c => DEFAULT, on_time => DESCRIPTOR(ts));

-- Changelog Functions: TO_CHANGELOG, FROM_CHANGELOG
SELECT * FROM TO_CHANGELOG(
  input => TABLE my_aggregation PARTITION BY id,
  op => DESCRIPTOR(op_code),
  op_mapping => MAP['INSERT', 'I', 'UPDATE_AFTER', 'U']
);
SELECT * FROM FROM_CHANGELOG(input => TABLE cdc PARTITION BY id, op => DESCRIPTOR(op));

-- Model Inference: ML_PREDICT, ML_EVALUATE
SELECT * FROM ML_PREDICT(
  INPUT => TABLE input_table,
  MODEL => MODEL my_model,
  ARGS => DESCRIPTOR(feature1, feature2),
  CONFIG => MAP['async', 'true']
);
SELECT * FROM TABLE(ML_PREDICT(TABLE input_table, MODEL cat.db.my_model, DESCRIPTOR(text)));
SELECT * FROM ML_EVALUATE(INPUT => TABLE t, MODEL => MODEL m, LABEL => DESCRIPTOR(l), ARGS => DESCRIPTOR(f));

-- Vector Search
SELECT * FROM input_table, LATERAL TABLE(VECTOR_SEARCH(TABLE vector_table, DESCRIPTOR(index_column), input_table.vector, 10));
SELECT * FROM input_table, LATERAL TABLE(VECTOR_SEARCH(SEARCH_TABLE => TABLE vector_table, COLUMN_TO_QUERY => input_table.v, COLUMN_TO_SEARCH => DESCRIPTOR(c), TOP_K => 10, CONFIG => MAP['async', 'true']));
SELECT * FROM TABLE(VECTOR_SEARCH(TABLE vector_table, DESCRIPTOR(index_column), ARRAY[1.0, 2.0], 10));

-- Delta join
INSERT INTO snk SELECT * FROM a JOIN b ON a.id = b.id;
