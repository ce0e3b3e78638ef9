package io.sqluice.job;

import static io.sqluice.job.LookupByNameFixture.assertProblems;
import static io.sqluice.job.LookupByNameFixture.assertTranslations;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What joins with lookup tables become. */
@Timeout(120)
class LookupByNameTest {

  @Test
  void should_join_at_processing_time_by_a_hidden_column() {
    assertTranslations(
        "SELECT x.k, y.price FROM a AS x LEFT JOIN l AS y ON x.k = y.k",
        "SELECT x.k, y.price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS x LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS y ON x.k = `y`.`$k`",
        "SELECT a.k, l.price FROM a JOIN l ON $k = a.k",
        "SELECT a.k, l.price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON `l`.`$k` = a.k",
        "SELECT x.q, price FROM a /*+ OPTIONS('rows-per-second'='3') */ x (p, q, r, s) LEFT JOIN l /*+ OPTIONS('lookup.async'='false') */ y ON x.q = y.$k",
        "SELECT x.q, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a /*+ OPTIONS('rows-per-second'='3') */) x (p, q, r, s, `__proctime`) LEFT JOIN l /*+ OPTIONS('lookup.async'='false') */ FOR SYSTEM_TIME AS OF `x`.`__proctime` y ON x.q = `y`.`$k`",
        "SELECT default_database.a.k, price FROM a LEFT JOIN default_database.l ON default_database.a.k = l.k",
        "SELECT a.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN default_database.l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k = `l`.`$k`",
        "SELECT k, price FROM (SELECT k, COUNT(*) AS c FROM a GROUP BY k) LEFT JOIN l ON TRUE",
        "SELECT k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM (SELECT k, COUNT(*) AS c FROM a GROUP BY k)) AS `__input1` LEFT JOIN l FOR SYSTEM_TIME AS OF `__input1`.`__proctime` AS `l` ON TRUE AND `l`.`$k` = `__input1`.`k`",
        "SELECT v.k, price FROM (VALUES ('a'), ('b')) AS v (k) JOIN l ON v.k = l.k",
        "SELECT v.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM (VALUES ('a'), ('b'))) AS v (k, `__proctime`) JOIN l FOR SYSTEM_TIME AS OF `v`.`__proctime` AS `l` ON v.k = `l`.`$k`",
        "SELECT w.k, price FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) AS w JOIN l ON w.k = l.k",
        "SELECT w.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '1' MINUTE))) AS w JOIN l FOR SYSTEM_TIME AS OF `w`.`__proctime` AS `l` ON w.k = `l`.`$k`",
        "SELECT x.k, price FROM (SELECT k, 1 AS `__proctime` FROM a) AS x JOIN l ON x.k = l.k",
        "SELECT x.k, price FROM (SELECT *, PROCTIME() AS `__proctime2` FROM (SELECT k, 1 AS `__proctime` FROM a)) AS x JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime2` AS `l` ON x.k = `l`.`$k`");
  }

  @Test
  void should_leave_what_says_the_time_itself() {
    assertTranslations(
        "SELECT x.k, `$k`, price FROM (SELECT *, PROCTIME() AS now FROM a) AS x LEFT JOIN l FOR SYSTEM_TIME AS OF x.now AS y ON x.k = y.`$k`",
        "SELECT x.k, `$k`, price FROM (SELECT *, PROCTIME() AS now FROM a) AS x LEFT JOIN l FOR SYSTEM_TIME AS OF x.now AS y ON x.k = y.`$k`",
        "WITH l AS (SELECT * FROM a) SELECT * FROM l",
        "WITH l AS (SELECT * FROM a) SELECT * FROM l",
        "SELECT 'FROM l'",
        "SELECT 'FROM l'",
        "SELECT x.k, y.price, z.name FROM (SELECT *, PROCTIME() AS now FROM a) AS x JOIN l FOR SYSTEM_TIME AS OF x.now AS y ON x.k = y.`$k` JOIN m AS z ON z.id = y.nxt",
        "SELECT x.k, y.price, z.name FROM (SELECT *, PROCTIME() AS `__proctime` FROM (SELECT *, PROCTIME() AS now FROM a)) AS x JOIN l FOR SYSTEM_TIME AS OF x.now AS y ON x.k = y.`$k` JOIN m FOR SYSTEM_TIME AS OF `x`.`__proctime` AS z ON `z`.`$id` = y.nxt");
  }

  @Test
  void should_bind_parameters_that_on_leaves_out_by_name() {
    assertTranslations(
        "SELECT ALT.k, high FROM a AS ALT LEFT JOIN ohlc AS oh ON ALT.k = oh.k",
        "SELECT ALT.k, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS ALT LEFT JOIN ohlc FOR SYSTEM_TIME AS OF `ALT`.`__proctime` AS oh ON ALT.k = `oh`.`$k` AND `oh`.`$v` = `ALT`.`v`",
        "SELECT a.k, high FROM a LEFT JOIN ohlc ON TRUE",
        "SELECT a.k, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN ohlc FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `ohlc` ON TRUE AND `ohlc`.`$k` = `a`.`k` AND `ohlc`.`$v` = `a`.`v`",
        "SELECT a.k, high FROM a JOIN ohlc",
        "SELECT a.k, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN ohlc FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `ohlc` ON `ohlc`.`$k` = `a`.`k` AND `ohlc`.`$v` = `a`.`v`",
        "SELECT a.k, high FROM a CROSS JOIN ohlc WHERE high > 3",
        "SELECT a.k, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN ohlc FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `ohlc` ON `ohlc`.`$k` = `a`.`k` AND `ohlc`.`$v` = `a`.`v` WHERE high > 3",
        "SELECT a.k, high FROM a, ohlc",
        "SELECT a.k, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a`, ohlc FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `ohlc` WHERE `ohlc`.`$k` = `a`.`k` AND `ohlc`.`$v` = `a`.`v`",
        "SELECT a.k, high FROM a, ohlc WHERE high > 3 OR a.v = 1",
        "SELECT a.k, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a`, ohlc FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `ohlc` WHERE (high > 3 OR a.v = 1) AND `ohlc`.`$k` = `a`.`k` AND `ohlc`.`$v` = `a`.`v`",
        "SELECT a.k, high FROM a JOIN ohlc USING (k)",
        "SELECT a.k, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN ohlc FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `ohlc` ON `ohlc`.`$k` = `a`.`k` AND `ohlc`.`$v` = `a`.`v`",
        "SELECT x.k, price FROM a x LEFT JOIN l y ON x.v = 1 OR y.price > 3",
        "SELECT x.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` y ON (x.v = 1 OR y.price > 3) AND `y`.`$k` = `x`.`k`",
        "SELECT x.k, price FROM a x JOIN b ON x.k = b.k LEFT JOIN l ON price > 3",
        "SELECT x.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x JOIN b ON x.k = b.k LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `l` ON price > 3 AND `l`.`$k` = `x`.`k`",
        "SELECT x.k, price FROM a x JOIN b USING (k) LEFT JOIN l ON price > 3",
        "SELECT x.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x JOIN b USING (k) LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `l` ON price > 3 AND `l`.`$k` = `x`.`k`");
  }

  @Test
  void should_bind_what_on_says_first() {
    assertTranslations(
        "SELECT a.k, high FROM a LEFT JOIN ohlc ON ohlc.k = UPPER(a.k) AND 5 = ohlc.v",
        "SELECT a.k, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN ohlc FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `ohlc` ON `ohlc`.`$k` = UPPER(a.k) AND 5 = `ohlc`.`$v`",
        "SELECT a.k, high FROM a LEFT JOIN ohlc ON ohlc.k = 'x' AND ohlc.v = CHAR_LENGTH(k)",
        "SELECT a.k, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN ohlc FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `ohlc` ON `ohlc`.`$k` = 'x' AND `ohlc`.`$v` = CHAR_LENGTH(k)",
        "SELECT a.k, high FROM a, ohlc WHERE a.k = ohlc.k AND ohlc.v = a.v + 1",
        "SELECT a.k, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a`, ohlc FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `ohlc` WHERE a.k = a.k AND (a.v + 1) = a.v + 1 AND `ohlc`.`$k` = a.k AND `ohlc`.`$v` = a.v + 1",
        "SELECT a.k, high FROM a JOIN ohlc ON TRUE WHERE ohlc.k = a.k",
        "SELECT a.k, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN ohlc FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `ohlc` ON TRUE AND `ohlc`.`$k` = a.k AND `ohlc`.`$v` = `a`.`v` WHERE a.k = a.k");
  }

  @Test
  void should_mean_the_value_that_was_asked_for() {
    assertTranslations(
        "SELECT y.k, `$k`, price FROM a x LEFT JOIN l y ON x.k = y.k WHERE y.k <> 'a'",
        "SELECT x.k AS `k`, x.k AS `$k`, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` y ON x.k = `y`.`$k` WHERE x.k <> 'a'",
        "SELECT y.k AS key, y.k || 'x' AS longer, COUNT(DISTINCT y.k) AS c FROM a x LEFT JOIN l y ON y.k = x.k || 'y' GROUP BY y.k HAVING MAX(y.k) > 'b'",
        "SELECT (x.k || 'y') AS key, (x.k || 'y') || 'x' AS longer, COUNT(DISTINCT (x.k || 'y')) AS c FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` y ON `y`.`$k` = x.k || 'y' GROUP BY (x.k || 'y') HAVING MAX((x.k || 'y')) > 'b'",
        "SELECT y.id FROM a LEFT JOIN m y ON y.id = 5 GROUP BY y.id",
        "SELECT CAST(5 AS BIGINT) AS `id` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN m FOR SYSTEM_TIME AS OF `a`.`__proctime` y ON `y`.`$id` = CAST(5 AS BIGINT) GROUP BY CAST(5 AS BIGINT)",
        "SELECT v, high FROM (SELECT k, v AS n FROM a) x LEFT JOIN ohlc ON ohlc.v = x.n",
        "SELECT x.n AS `v`, high FROM (SELECT *, PROCTIME() AS `__proctime` FROM (SELECT k, v AS n FROM a)) x LEFT JOIN ohlc FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `ohlc` ON `ohlc`.`$v` = x.n AND `ohlc`.`$k` = `x`.`k`",
        "SELECT y.k FROM a LEFT JOIN l y ON y.k = k",
        "SELECT `a`.k AS `k` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` y ON `y`.`$k` = k",
        "SELECT y.k FROM a JOIN l y USING (k) LEFT JOIN m ON m.id = y.nxt AND y.k <> 'a'",
        "SELECT `a`.`k` AS `k` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` y ON `y`.`$k` = `a`.`k` LEFT JOIN m FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `m` ON `m`.`$id` = y.nxt AND `a`.`k` <> 'a'",
        "SELECT z.k FROM a LEFT JOIN l y ON y.k = a.k LEFT JOIN l z ON z.k = y.k",
        "SELECT a.k AS `k` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` y ON `y`.`$k` = a.k LEFT JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` z ON `z`.`$k` = a.k",
        "SELECT y.k FROM a LEFT JOIN l y ON y.k = a.k ORDER BY k LIMIT 3",
        "SELECT a.k AS `k` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` y ON `y`.`$k` = a.k ORDER BY k LIMIT 3");
  }

  @Test
  void should_write_out_stars() {
    assertTranslations(
        "SELECT * FROM a LEFT JOIN l ON a.k = l.k",
        "SELECT `a`.`id`, `a`.`k`, `a`.`v`, `a`.`ts`, `l`.`price`, `l`.`nxt` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k = `l`.`$k`",
        "SELECT * FROM a LEFT JOIN l ON a.v > 1 AND l.k = 'x'",
        "SELECT `a`.`id`, `a`.`k`, `a`.`v`, `a`.`ts`, CAST('x' AS STRING) AS `k0`, `l`.`price`, `l`.`nxt` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.v > 1 AND `l`.`$k` = 'x'",
        "SELECT x.*, y.* FROM a x JOIN b ON x.id = b.id LEFT JOIN l y ON b.k = y.k",
        "SELECT `x`.`id`, `x`.`k`, `x`.`v`, `x`.`ts`, b.k AS `k0`, `y`.`price`, `y`.`nxt` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x JOIN b ON x.id = b.id LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` y ON b.k = `y`.`$k`",
        "SELECT * FROM a JOIN l USING (k)",
        "SELECT `a`.`k`, `a`.`id`, `a`.`v`, `a`.`ts`, `l`.`price`, `l`.`nxt` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON `l`.`$k` = `a`.`k`",
        "SELECT * FROM a JOIN b USING (id, k) JOIN m USING (id)",
        "SELECT `a`.`id`, `a`.`k`, `a`.`v`, `a`.`ts`, `b`.`w`, `b`.`ts` AS `ts0`, `b`.`arr`, `m`.`name` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN b USING (id, k) JOIN m FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `m` ON `m`.`$id` = `a`.`id`",
        "SELECT * FROM b CROSS JOIN UNNEST(b.arr) AS u (e) LEFT JOIN l ON u.e = l.k",
        "SELECT `b`.`id`, `b`.`k`, `b`.`w`, `b`.`ts`, `b`.`arr`, `u`.`e`, u.e AS `k0`, `l`.`price`, `l`.`nxt` FROM (SELECT *, PROCTIME() AS `__proctime` FROM b) AS `b` CROSS JOIN UNNEST(b.arr) AS u (e) LEFT JOIN l FOR SYSTEM_TIME AS OF `b`.`__proctime` AS `l` ON u.e = `l`.`$k`",
        "SELECT * FROM a LEFT JOIN l ON a.k = l.k LEFT JOIN m ON l.nxt = m.id",
        "SELECT `a`.`id`, `a`.`k`, `a`.`v`, `a`.`ts`, `l`.`price`, `l`.`nxt`, l.nxt AS `id0`, `m`.`name` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k = `l`.`$k` LEFT JOIN m FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `m` ON l.nxt = `m`.`$id`",
        "CREATE VIEW v AS SELECT * FROM a JOIN b ON a.id = b.id JOIN l ON l.k = a.k",
        "CREATE VIEW v AS SELECT `a`.`id`, `a`.`k`, `a`.`v`, `a`.`ts`, `b`.`id` AS `id0`, `b`.`k` AS `k0`, `b`.`w`, `b`.`ts` AS `ts0`, `b`.`arr`, `l`.`price`, `l`.`nxt` FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN b ON a.id = b.id JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON `l`.`$k` = a.k");
  }

  @Test
  void should_translate_wherever_a_query_stands() {
    assertTranslations(
        "WITH c AS (SELECT a.k, l.price FROM a LEFT JOIN l ON a.k = l.k) SELECT k, SUM(price) AS s FROM c GROUP BY k",
        "WITH c AS (SELECT a.k, l.price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k = `l`.`$k`) SELECT k, SUM(price) AS s FROM c GROUP BY k",
        "WITH c AS (SELECT k, id AS q FROM a), d (x, y) AS (SELECT * FROM c) SELECT d.*, price FROM d JOIN l ON d.x = l.k",
        "WITH c AS (SELECT k, id AS q FROM a), d (x, y) AS (SELECT * FROM c) SELECT `d`.`x`, `d`.`y`, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM d) AS `d` JOIN l FOR SYSTEM_TIME AS OF `d`.`__proctime` AS `l` ON d.x = `l`.`$k`",
        "SELECT q.*, price FROM (SELECT x.k, y.name FROM a x JOIN m y ON x.id = y.id) q JOIN l ON l.k = q.k",
        "SELECT `q`.`k`, `q`.`name`, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM (SELECT x.k, y.name FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x JOIN m FOR SYSTEM_TIME AS OF `x`.`__proctime` y ON x.id = `y`.`$id`)) q JOIN l FOR SYSTEM_TIME AS OF `q`.`__proctime` AS `l` ON `l`.`$k` = q.k",
        "SELECT a.k, price FROM a JOIN l ON a.k = l.k UNION ALL (SELECT b.k, price FROM b JOIN l ON b.k = l.k)",
        "SELECT a.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k = `l`.`$k` UNION ALL (SELECT b.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM b) AS `b` JOIN l FOR SYSTEM_TIME AS OF `b`.`__proctime` AS `l` ON b.k = `l`.`$k`)",
        "SELECT * FROM a WHERE id IN (SELECT nxt FROM b JOIN l ON b.k = l.k)",
        "SELECT * FROM a WHERE id IN (SELECT nxt FROM (SELECT *, PROCTIME() AS `__proctime` FROM b) AS `b` JOIN l FOR SYSTEM_TIME AS OF `b`.`__proctime` AS `l` ON b.k = `l`.`$k`)",
        "SELECT a.k, price FROM a JOIN (b JOIN l ON b.k = l.k) ON a.id = b.id",
        "SELECT a.k, price FROM a JOIN ((SELECT *, PROCTIME() AS `__proctime` FROM b) AS `b` JOIN l FOR SYSTEM_TIME AS OF `b`.`__proctime` AS `l` ON b.k = `l`.`$k`) ON a.id = b.id",
        "INSERT INTO sink SELECT a.k, price FROM a JOIN l ON a.k = l.k",
        "INSERT INTO sink SELECT a.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k = `l`.`$k`",
        "EXECUTE STATEMENT SET BEGIN INSERT INTO sink SELECT a.k, price FROM a JOIN l ON a.k = l.k; INSERT INTO sink SELECT b.k, price FROM b JOIN l ON b.k = l.k; END",
        "EXECUTE STATEMENT SET BEGIN INSERT INTO sink SELECT a.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k = `l`.`$k`; INSERT INTO sink SELECT b.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM b) AS `b` JOIN l FOR SYSTEM_TIME AS OF `b`.`__proctime` AS `l` ON b.k = `l`.`$k`; END",
        "CREATE VIEW v2 AS SELECT a.k, price FROM a JOIN l ON a.k = l.k",
        "CREATE VIEW v2 AS SELECT a.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k = `l`.`$k`",
        "CREATE TABLE ctas WITH ('connector' = 'blackhole') AS SELECT a.k, price FROM a JOIN l ON a.k = l.k",
        "CREATE TABLE ctas WITH ('connector' = 'blackhole') AS SELECT a.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k = `l`.`$k`");
  }

  @Test
  void should_look_up_beside_other_joins() {
    assertTranslations(
        "SELECT x.k, price FROM a x JOIN b ON x.id = b.id AND x.ts BETWEEN b.ts - INTERVAL '1' MINUTE AND b.ts LEFT JOIN l ON b.k = l.k",
        "SELECT x.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x JOIN b ON x.id = b.id AND x.ts BETWEEN b.ts - INTERVAL '1' MINUTE AND b.ts LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `l` ON b.k = `l`.`$k`",
        "SELECT x.k, price FROM a x LEFT JOIN b ON x.id = b.id LEFT JOIN l ON b.k = l.k",
        "SELECT x.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x LEFT JOIN b ON x.id = b.id LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `l` ON b.k = `l`.`$k`",
        "SELECT x.k, price, w FROM a x RIGHT JOIN b ON x.id = b.id LEFT JOIN l ON x.k = l.k",
        "SELECT x.k, price, w FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x RIGHT JOIN b ON x.id = b.id LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `l` ON x.k = `l`.`$k`",
        "SELECT x.k, price, w FROM a x FULL JOIN b ON x.id = b.id LEFT JOIN l ON b.k = l.k",
        "SELECT x.k, price, w FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x FULL JOIN b ON x.id = b.id LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `l` ON b.k = `l`.`$k`",
        "SELECT x.k, price, w FROM a x LEFT JOIN l ON x.k = l.k LEFT JOIN b ON x.id = b.id",
        "SELECT x.k, price, w FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `l` ON x.k = `l`.`$k` LEFT JOIN b ON x.id = b.id",
        "SELECT x.k, price, w FROM a x, b, l WHERE x.id = b.id AND b.k = l.k",
        "SELECT x.k, price, w FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x, b, l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `l` WHERE x.id = b.id AND b.k = b.k AND `l`.`$k` = b.k",
        "SELECT b.id, e, price FROM b CROSS JOIN UNNEST(b.arr) AS u (e) LEFT JOIN l ON u.e = l.k",
        "SELECT b.id, e, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM b) AS `b` CROSS JOIN UNNEST(b.arr) AS u (e) LEFT JOIN l FOR SYSTEM_TIME AS OF `b`.`__proctime` AS `l` ON u.e = `l`.`$k`",
        "SELECT window_start, w.k, AVG(price) AS p FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) AS w LEFT JOIN l ON w.k = l.k GROUP BY window_start, window_end, w.k",
        "SELECT window_start, w.k, AVG(price) AS p FROM (SELECT *, PROCTIME() AS `__proctime` FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '1' MINUTE))) AS w LEFT JOIN l FOR SYSTEM_TIME AS OF `w`.`__proctime` AS `l` ON w.k = `l`.`$k` GROUP BY window_start, window_end, w.k");
  }

  @Test
  void should_look_up_for_the_matches_of_a_pattern() {
    String match =
        "MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES LAST(A.v) AS w PATTERN (A+ B) DEFINE A AS A.v > 1, B AS B.v < 1)";
    assertTranslations(
        "SELECT m.k, price FROM a " + match + " AS m LEFT JOIN l ON m.k = l.k",
        "SELECT m.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a "
            + match
            + ") AS m LEFT JOIN l FOR SYSTEM_TIME AS OF `m`.`__proctime` AS `l` ON m.k = `l`.`$k`",
        "SELECT m.*, price FROM (SELECT * FROM a) " + match + " AS m LEFT JOIN l ON TRUE",
        "SELECT `m`.`k`, `m`.`w`, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM (SELECT * FROM a) "
            + match
            + ") AS m LEFT JOIN l FOR SYSTEM_TIME AS OF `m`.`__proctime` AS `l` ON TRUE AND `l`.`$k` = `m`.`k`",
        "SELECT k, price FROM a " + match + " LEFT JOIN l ON TRUE",
        "SELECT k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a "
            + match
            + ") AS `__input1` LEFT JOIN l FOR SYSTEM_TIME AS OF `__input1`.`__proctime` AS `l` ON TRUE AND `l`.`$k` = `__input1`.`k`",
        "SELECT q.k, price FROM b x JOIN a " + match + " q ON q.k = x.k JOIN l ON UPPER(q.k) = l.k",
        "SELECT q.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM b) x JOIN a "
            + match
            + " q ON q.k = x.k JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `l` ON UPPER(q.k) = `l`.`$k`");
  }

  @Test
  void should_say_what_is_wrong_with_a_use_of_a_lookup_table() {
    assertProblems(
        """
        SELECT * FROM l;
        CREATE VIEW of_l AS SELECT price FROM l AS y;
        SELECT * FROM l AS y JOIN a ON a.k = y.k;
        SELECT * FROM a RIGHT JOIN l ON a.k = l.k;
        SELECT * FROM a FULL OUTER JOIN l ON a.k = l.k;
        SELECT * FROM a NATURAL JOIN l;
        SELECT * FROM a WHERE k IN (SELECT $k FROM l);
        SELECT * FROM a WHERE EXISTS (SELECT 1 FROM l WHERE l.k = a.k);
        SELECT * FROM a LEFT JOIN (SELECT * FROM l) AS y ON a.k = y.k;
        SELECT * FROM a LEFT JOIN l FOR SYSTEM_TIME AS OF PROCTIME() ON a.k = l.k;
        INSERT INTO l SELECT k, CAST(1 AS DOUBLE), id FROM a;
        SELECT * FROM TABLE(TUMBLE(TABLE l, DESCRIPTOR(ts), INTERVAL '1' MINUTE));
        SELECT * FROM a x LEFT JOIN l y (p, q, r) ON y.p = x.k;
        """,
        "1:15: 'l' is a lookup table: it is asked for the keys of rows and has no rows of its own, so it needs a join, as in FROM t LEFT JOIN l ON t.k = l.k",
        "2:39: 'l' is a lookup table: it is asked for the keys of rows and has no rows of its own, so it needs a join, as in FROM t LEFT JOIN l ON t.k = l.k",
        "3:15: the lookup table 'l' stands before the rows that it is asked for: write the other table first, as in FROM t JOIN l ON t.k = l.k",
        "4:28: found RIGHT JOIN with the lookup table 'l', which has no rows but those that it is asked for: write LEFT JOIN or JOIN",
        "5:33: found FULL JOIN with the lookup table 'l', which has no rows but those that it is asked for: write LEFT JOIN or JOIN",
        "6:30: found NATURAL JOIN with the lookup table 'l': write JOIN or LEFT JOIN with ON or USING; parameters that these leave out are bound by name",
        "7:44: 'l' is a lookup table: it is asked for the keys of rows and has no rows of its own, so it needs a join, as in FROM t LEFT JOIN l ON t.k = l.k",
        "8:45: 'l' is a lookup table: it is asked for the keys of rows and has no rows of its own, so it needs a join, as in FROM t LEFT JOIN l ON t.k = l.k",
        "9:42: 'l' is a lookup table: it is asked for the keys of rows and has no rows of its own, so it needs a join, as in FROM t LEFT JOIN l ON t.k = l.k",
        "10:27: found FOR SYSTEM_TIME AS OF PROCTIME(), which Flink does not take: leave it out; 'l' is a lookup table, which is asked when a row comes",
        "11:13: 'l' is a lookup table: rows are joined with it, and none can be written to it",
        "12:34: 'l' is a lookup table: it is asked for the keys of rows and has no rows of its own, so it needs a join, as in FROM t LEFT JOIN l ON t.k = l.k",
        "13:29: found new names for the columns of the lookup table 'l': leave them out here, and rename columns behind SELECT");
  }

  @Test
  void should_say_which_parameter_has_no_value() {
    assertProblems(
        """
        SELECT * FROM (SELECT id AS ident, k AS kk, ts FROM a) x LEFT JOIN l ON TRUE;
        SELECT * FROM a x JOIN b ON x.id = b.id LEFT JOIN l y ON y.price > 3;
        SELECT price FROM b LEFT JOIN ohlc ON ohlc.k = b.k;
        """,
        "1:68: the parameter $k of the lookup table 'l' has no value: ON has no equality for it, and there is no column k in 'x' (there are ident, kk, ts); write l.k = ... in ON",
        "2:51: the parameter $k of the lookup table 'l' could be x.k or b.k: write 'x.k = y.k' or 'b.k = y.k' in ON",
        "3:31: the parameter $v of the lookup table 'ohlc' has no value: ON has no equality for it, and there is no column v in 'b' (there are id, k, w, ts, arr); write ohlc.v = ... in ON");
  }

  @Test
  void should_leave_what_flink_says_at_its_place() {
    assertProblems(
        """
        SELECT x.k, y.pric FROM a x LEFT JOIN l y ON x.k = y.k;
        SELECT x.kk, y.price FROM a x LEFT JOIN l y
          ON x.kk = y.k;
        SELECT x.k, y.price FROM nope x LEFT JOIN l y ON x.k = y.k;
        SELECT x.k, y.price FROM (SELECT nope FROM a) x LEFT JOIN l y ON x.k = y.k;
        """,
        "1:15: Column 'pric' not found in table 'y'",
        "3:8: Column 'kk' not found in table 'x'",
        "4:26: Object 'nope' not found",
        "5:34: Column 'nope' not found in any table");
  }

  @Test
  void should_say_what_flink_cannot_plan() {
    assertProblems(
        "SELECT price FROM a JOIN l ON a.k = l.k WHERE EXISTS (SELECT 1 FROM b WHERE b.k = a.k);",
        "1:1: Flink cannot plan a subquery that uses columns of a query with a lookup join: put its condition into FROM (SELECT ... WHERE ...), and join the lookup table with that");
  }

  @Test
  void should_say_that_a_lookup_table_has_no_watermark() {
    assertProblems(
        """
        CREATE TABLE w ($k STRING, t TIMESTAMP(3), WATERMARK FOR t AS t)
        WITH (url = 'http://localhost/$k', connector = 'lookup-http');
        """,
        "1:44: a lookup table can have no WATERMARK, as its rows are no stream: leave it out, and give one to the table that the lookup is joined with");
  }

  @Test
  void should_translate_the_query_of_a_sink() {
    assertTranslations(
        "CREATE SINK s FROM (SELECT id, l.k, price FROM a LEFT JOIN l USING (k)) WITH (connector = 'blackhole')",
        "INSERT INTO `s` SELECT id, `a`.`k` AS `k`, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON `l`.`$k` = `a`.`k`");
  }
}
