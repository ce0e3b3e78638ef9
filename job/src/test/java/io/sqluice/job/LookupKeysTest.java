package io.sqluice.job;

import static io.sqluice.job.LookupByNameFixture.assertProblems;
import static io.sqluice.job.LookupByNameFixture.assertTranslations;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a lookup table can be asked for by a join. */
@Timeout(120)
class LookupKeysTest {

  @Test
  void should_cast_keys_whose_values_stay_the_same() {
    assertTranslations(
        "SELECT x.k, name FROM a x LEFT JOIN m ON x.v = m.id",
        "SELECT x.k, name FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x LEFT JOIN m FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `m` ON CAST(x.v AS BIGINT) = `m`.`$id`",
        "SELECT x.k, price FROM a x LEFT JOIN l ON l.k = x.id",
        "SELECT x.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `l` ON `l`.`$k` = CAST(x.id AS STRING)",
        "SELECT x.k, price FROM a x LEFT JOIN l ON l.k = x.ts",
        "SELECT x.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x LEFT JOIN l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `l` ON `l`.`$k` = CAST(x.ts AS STRING)",
        "SELECT x.k, name FROM a x LEFT JOIN m ON m.id = CAST(x.k AS BIGINT)",
        "SELECT x.k, name FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x LEFT JOIN m FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `m` ON `m`.`$id` = CAST(x.k AS BIGINT)",
        "SELECT x.k, price FROM a x LEFT JOIN full_l ON full_l.code = x.v",
        "SELECT x.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x LEFT JOIN full_l FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `full_l` ON `full_l`.`code` = x.v",
        "SELECT x.k, price FROM a x LEFT JOIN small ON small.s = 5 AND small.d = x.v AND small.n = -1.5 AND small.t = x.ts",
        "SELECT x.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) x LEFT JOIN small FOR SYSTEM_TIME AS OF `x`.`__proctime` AS `small` ON `small`.`$s` = CAST(5 AS SMALLINT) AND `small`.`$d` = CAST(x.v AS DOUBLE) AND `small`.`$n` = CAST(-1.5 AS DECIMAL(4, 2)) AND `small`.`$t` = CAST(x.ts AS TIMESTAMP(6))");
  }

  @Test
  void should_ask_for_a_cast_that_can_change_a_key() {
    assertProblems(
        """
        SELECT name FROM a JOIN m ON m.id = a.v * 1.5;
        SELECT name FROM (SELECT CAST(v AS DOUBLE) AS d FROM a) x LEFT JOIN m y ON x.d = y.id;
        SELECT name FROM a JOIN m ON m.id = a.k;
        SELECT name FROM a, m WHERE a.k = m.id;
        SELECT name FROM (SELECT k AS id FROM a) x JOIN m;
        SELECT name FROM (SELECT k AS id FROM a) x JOIN m USING (id);
        SELECT price FROM a JOIN full_l ON full_l.code = a.id;
        SELECT price FROM a JOIN small ON small.s = 40000 AND small.d = 1 AND small.n = 1 AND small.t = a.ts;
        SELECT price FROM a JOIN small ON small.s = 1 AND small.d = 1 AND small.n = a.v AND small.t = a.ts;
        """,
        "1:37: found a.v * 1.5 (DECIMAL(13, 1)) for $id (BIGINT) of the lookup table 'm', and a cast can fail or ask for another value: write m.id = CAST(a.v * 1.5 AS BIGINT) in ON",
        "2:76: found x.d (DOUBLE) for $id (BIGINT) of the lookup table 'm', and a cast can fail or ask for another value: write y.id = CAST(x.d AS BIGINT) in ON",
        "3:37: found a.k (STRING) for $id (BIGINT) of the lookup table 'm', and a cast can fail or ask for another value: write m.id = CAST(a.k AS BIGINT) in ON",
        "4:29: found a.k (STRING) for $id (BIGINT) of the lookup table 'm', and a cast can fail or ask for another value: write m.id = CAST(a.k AS BIGINT) in ON",
        "5:49: found x.id (STRING) for $id (BIGINT) of the lookup table 'm', and a cast can fail or ask for another value: write m.id = CAST(x.id AS BIGINT) in ON",
        "6:58: found x.id (STRING) for $id (BIGINT) of the lookup table 'm', and a cast can fail or ask for another value: write m.id = CAST(x.id AS BIGINT) in ON",
        "7:50: found a.id (BIGINT) for code (INT) of the lookup table 'full_l', and a cast can fail or ask for another value: write full_l.code = CAST(a.id AS INT) in ON",
        "8:45: found 40000 (INT) for $s (SMALLINT) of the lookup table 'small', and a cast can fail or ask for another value: write small.s = CAST(40000 AS SMALLINT) in ON",
        "9:77: found a.v (INT) for $n (DECIMAL(4, 2)) of the lookup table 'small', and a cast can fail or ask for another value: write small.n = CAST(a.v AS DECIMAL(4, 2)) in ON");
  }

  @Test
  void should_say_that_there_is_no_cast_for_a_key() {
    assertProblems(
        """
        SELECT name FROM a JOIN m ON a.ts = m.id;
        SELECT name FROM b JOIN m ON TRUE AND m.id = b.arr;
        """,
        "1:30: found a.ts (TIMESTAMP(3)) for $id (BIGINT) of the lookup table 'm', and there is no cast from one to the other: write m.id = ... in ON with an expression of the type BIGINT, or give $id another type",
        "2:46: found b.arr (ARRAY<STRING>) for $id (BIGINT) of the lookup table 'm', and there is no cast from one to the other: write m.id = ... in ON with an expression of the type BIGINT, or give $id another type");
  }

  @Test
  void should_refuse_conditions_that_give_a_parameter_no_value() {
    assertProblems(
        """
        SELECT price FROM a LEFT JOIN l ON a.k <> l.k;
        SELECT price FROM a LEFT JOIN l AS y ON a.v > 1 AND a.k = UPPER(y.k);
        SELECT price FROM a JOIN l ON (a.k = l.k OR price > 3);
        SELECT high FROM a JOIN ohlc ON ohlc.k = a.k AND $v BETWEEN 1 AND 3;
        SELECT price FROM a JOIN l ON l.k = (SELECT MAX(k) FROM b);
        SELECT price FROM a LEFT JOIN l ON l.k LIKE 'x%' WHERE l.k = a.k;
        """,
        "1:36: found a condition on the parameter $k of the lookup table 'l', which is asked for one value of it: write l.k = ... in ON, outside of OR and of functions; beside that, conditions on it mean this value",
        "2:53: found a condition on the parameter $k of the lookup table 'l', which is asked for one value of it: write y.k = ... in ON, outside of OR and of functions; beside that, conditions on it mean this value",
        "3:32: found a condition on the parameter $k of the lookup table 'l', which is asked for one value of it: write l.k = ... in ON, outside of OR and of functions; beside that, conditions on it mean this value",
        "4:50: found a condition on the parameter $v of the lookup table 'ohlc', which is asked for one value of it: write ohlc.v = ... in ON, outside of OR and of functions; beside that, conditions on it mean this value",
        "5:31: found a condition on the parameter $k of the lookup table 'l', which is asked for one value of it: write l.k = ... in ON, outside of OR and of functions; beside that, conditions on it mean this value",
        "6:36: found a condition on the parameter $k of the lookup table 'l', which is asked for one value of it: write l.k = ... in ON, outside of OR and of functions; beside that, conditions on it mean this value");
  }

  @Test
  void should_take_other_conditions_beside_the_value_of_a_parameter() {
    assertTranslations(
        "SELECT a.k, price FROM a LEFT JOIN l ON a.k = l.k AND (l.k <> 'x' OR price > 3)",
        "SELECT a.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` LEFT JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k = `l`.`$k` AND (a.k <> 'x' OR price > 3)",
        "SELECT a.k, price FROM a JOIN l ON l.k LIKE 'x%' WHERE l.k = a.k",
        "SELECT a.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON a.k LIKE 'x%' AND `l`.`$k` = a.k WHERE a.k = a.k",
        "SELECT a.k, price FROM a JOIN l WHERE l.k <> 'x'",
        "SELECT a.k, price FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN l FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `l` ON `l`.`$k` = `a`.`k` WHERE `a`.`k` <> 'x'");
  }

  @Test
  void should_refuse_keys_that_have_another_value_each_time() {
    assertProblems(
        """
        SELECT name FROM a JOIN m ON m.id = UNIX_TIMESTAMP() - 60;
        SELECT price FROM a LEFT JOIN l AS y ON a.v = 1 AND UPPER(UUID()
          || a.k) = y.k;
        SELECT price FROM a, l WHERE l.k = CAST(CURRENT_DATE AS STRING);
        """,
        "1:37: found UNIX_TIMESTAMP(), which has another value each time, for $id of the lookup table 'm': make it a column first, as in FROM (SELECT *, UNIX_TIMESTAMP() - 60 AS asked FROM t) AS t, and write m.id = t.asked",
        "2:53: found UUID(), which has another value each time, for $k of the lookup table 'l': make it a column first, as in FROM (SELECT *, UPPER(UUID() || a.k) AS asked FROM t) AS t, and write y.k = t.asked",
        "4:36: found CURRENT_DATE, which has another value each time, for $k of the lookup table 'l': make it a column first, as in FROM (SELECT *, CAST(CURRENT_DATE AS STRING) AS asked FROM t) AS t, and write l.k = t.asked");
  }

  @Test
  void should_take_such_a_key_as_a_column() {
    assertTranslations(
        "SELECT name FROM (SELECT *, UNIX_TIMESTAMP() - 60 AS asked FROM a) AS t JOIN m ON m.id = t.asked",
        "SELECT name FROM (SELECT *, PROCTIME() AS `__proctime` FROM (SELECT *, UNIX_TIMESTAMP() - 60 AS asked FROM a)) AS t JOIN m FOR SYSTEM_TIME AS OF `t`.`__proctime` AS `m` ON `m`.`$id` = t.asked",
        "SELECT price FROM (SELECT k AS `CURRENT_DATE` FROM a) AS t JOIN l ON l.k = `CURRENT_DATE`",
        "SELECT price FROM (SELECT *, PROCTIME() AS `__proctime` FROM (SELECT k AS `CURRENT_DATE` FROM a)) AS t JOIN l FOR SYSTEM_TIME AS OF `t`.`__proctime` AS `l` ON `l`.`$k` = `CURRENT_DATE`",
        "SELECT name FROM a JOIN m ON m.id = UNIX_TIMESTAMP(a.k)",
        "SELECT name FROM (SELECT *, PROCTIME() AS `__proctime` FROM a) AS `a` JOIN m FOR SYSTEM_TIME AS OF `a`.`__proctime` AS `m` ON `m`.`$id` = UNIX_TIMESTAMP(a.k)");
  }
}
