-- Strings
SELECT ';', '--', '/* */', '//', '''', '''''', '"', '`', '', 'it''s; -- not /* over */', 'two
lines; one -- string';
SELECT 'a' 'b', 'a' -- between; two parts
 'b';
SELECT 'back\', 'C:\temp\' || ';';
SELECT _UTF8'x;', N'y;', _latin1'z';
SELECT 'Ünïcödé 日本 🙂; ' AS `日本`;

-- Unicode literals
SELECT U&'\263A', U&'#263A;' UESCAPE '#', u&'\0041''; --';

-- C-style escapes, where a backslash hides a quote
SELECT E'\u0061\x61\141' AS c, e'\n\t';
SELECT E'it\'s; -- here' AS c;
CREATE TABLE escapes (a INT) WITH ('a' = E'\n;\' --', U&'\0041' = U&'\0042; ', 'c' = _UTF8'x', 'd' = 'two; ' 'parts');
SELECT E'back\\', 'plain; ', E'it''s; both \' ways';

-- Quoted names
SELECT `a;b`, `a -- b`, `a /* b */`, `it's`, `say "hi"`, `back``tick; ` FROM `my table;`;
SELECT `select`, `from`.`where` FROM `from`;
SELECT U&"x\0041; " FROM t;

-- Comments
SELECT 1 -- one; ' " ` /*
     , 2 /* two; ' " ` -- */
     , 3 /** three; */
     , 4 /*/ four; */
     , 5 /**/
     , 6 // six; it's ` all " comment
     , 7;
SELECT a - -1, a - - 1, a /-1, b / /* ; */ 2, c * /* ; */ 2 FROM t;
--
-- only; a comment
/* and; another */
SELECT 8 -- at the end;
;

-- Hints
SELECT /*+ LOOKUP('table'='c;', 'a'='--') */ * FROM t /*+ OPTIONS('k' = 'it''s; */ -- /*') */ WHERE a = 1;
SELECT * FROM t/*+OPTIONS('k'='v')*/AS u;
INSERT INTO t /*+ OPTIONS('k' = 'v;') */ SELECT /*+ BROADCAST(u) */ * FROM u /*+ OPTIONS('k' = 'v') */;

-- White space of every kind, and case
select	a	,
	b from	t  where a=1and b=2;
sElEcT a FrOm t;
SELECT a
     , b

  FROM t

 WHERE a = 'x'
;

-- Names with dollar signs, digits, letters of other scripts
SELECT EXPR$0, $a, a$b, a1, _a, `$k`, t.`$k`, größe, 值 FROM t;

-- Words that mean something to the dialect, as names
CREATE TABLE source (source STRING, sink STRING, secret STRING, backend STRING, trigger_time TIMESTAMP(3), schedule STRING, jq STRING, encode STRING, server STRING, topic STRING, trigger_epoch_time BIGINT) WITH ('connector' = 'datagen');
CREATE TABLE sink (secrets INT, sources INT, sinks INT, text_ms INT) WITH ('connector' = 'datagen', 'source' = 'sink', 'secret' = 'backend');
CREATE VIEW secret AS SELECT source.backend AS sink, secret FROM source AS secret, sink;
INSERT INTO sink SELECT source, sink, secret FROM source;
INSERT INTO secret (source, sink) SELECT backend, secret FROM sink WHERE secret = 'SECRET name';
SELECT source, sink, secret, backend FROM source JOIN sink ON source.secret = sink.backend;
SELECT TRIGGER_TIME, trigger_time FROM source;
SELECT 'CREATE SOURCE s (a INT)', 'CREATE SINK k FROM t', 'SECRET a', '{{secret.a}}' FROM t;
DESCRIBE source;
SHOW CREATE TABLE sink;
ALTER TABLE source RENAME TO secret;
ALTER TABLE sink SET ('secret' = 'SECRET name');

-- Words that are reserved in SQL, in backquotes
SELECT `open`, `close`, t.`value`, `time`, `date`, `start`, `end`, `user`, `method` FROM t AS `timestamp`;
CREATE TABLE reserved (`value` INT, `open` INT, `close` INT, `time` TIME, `date` DATE, `start` INT, `end` INT, `user` STRING, `method` STRING) WITH ('connector' = 'datagen');

-- Words that are keywords of Flink's and names all the same
SELECT key, type, name, data, version, state, action, options, mode, status, id, level FROM t;
CREATE TABLE names (key INT, type STRING, name STRING, data BYTES, version INT, state STRING, plan STRING, source STRING, columns INT, metrics STRING) WITH ('connector' = 'datagen');

-- Statements inside statements
EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT ';' FROM u; -- one; END;
INSERT INTO v SELECT CASE WHEN a THEN 'END;' END FROM u /* ; END; */; END;
EXPLAIN STATEMENT SET BEGIN INSERT INTO t SELECT `END;` FROM u; END;
