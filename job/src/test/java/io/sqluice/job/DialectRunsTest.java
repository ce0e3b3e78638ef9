package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of the dialect against an API, from the first statement to the rows. */
@Timeout(180)
class DialectRunsTest {

  /** The API's fields are in another order than the columns, and there are more of them. */
  private static final String ORDERS =
      """
      CREATE SOURCE orders (
        id INT NOT NULL,
        item STRING NOT NULL,
        quantity INT,
        price DOUBLE,
        total DOUBLE AS (quantity * price),
        placed TIMESTAMP_MS,
        day DATE,
        hour BIGINT AS (TRIGGER_EPOCH_TIME() * 0),
        PRIMARY KEY (id),
      ) WITH (
        connector = 'http', url = '%1$s/orders', scan.poll-interval = '1 s', scan.bounded.max-polls = 1,
        jq = '.orders[] | {price, day: .placed[:10], quantity, placed, item, id}',
      );
      """;

  @TempDir private Path directory;

  private ApiFixture api;

  @BeforeEach
  void start_an_api() throws IOException {
    api =
        ApiFixture.start("X-Key", "Accept")
            .answer(
                "/orders",
                """
                {"orders": [
                  {"placed": "2026-11-20T12:00:00.5Z", "item": "tea", "price": 2.5, "quantity": 2, "id": 1, "more": 1},
                  {"item": "tea", "id": 2, "placed": "2026-11-20T13:00:00Z", "quantity": 1, "price": 2.5},
                  {"price": 4, "quantity": 3, "placed": "2026-11-21T00:00:00Z", "id": 3, "item": "juice"}]}
                """)
            .answer(
                "/items",
                "[{\"stock\": 7, \"item\": \"tea\"}, {\"item\": \"juice\", \"stock\": 0}]")
            .answer(
                "/kinds",
                "[{\"kind\": \"hot\", \"item\": \"tea\"}, {\"kind\": \"cold\", \"item\": \"juice\"}]")
            .answer(
                "/pages",
                request ->
                    switch (parameter(request, "page")) {
                      case "1" -> "{\"items\": [{\"n\": 1}, {\"n\": 2}]}";
                      case "2" -> "{\"items\": [{\"n\": 3}, {\"n\": 4}]}";
                      case "3" -> "{\"items\": [{\"n\": 5}]}";
                      default -> "{\"items\": []}";
                    });
  }

  @AfterEach
  void stop_the_api() {
    api.close();
  }

  @Test
  void should_group_and_join_in_views_on_views_and_write_what_they_yield() throws Exception {
    // when
    Outcome run =
        run(
            ORDERS
                + """
                CREATE SOURCE items (item STRING, stock INT, PRIMARY KEY (item)) WITH (
                  connector = 'http', url = '%1$s/items', scan.poll-interval = '1 s', scan.bounded.max-polls = 1);
                CREATE SOURCE kinds (item STRING, kind TEXT) WITH (
                  connector = 'http', url = '%1$s/kinds', scan.poll-interval = '1 s', scan.bounded.max-polls = 1);
                CREATE VIEW by_item AS
                  SELECT item, COUNT(*) AS orders, SUM(total) AS turnover FROM orders GROUP BY item;
                CREATE VIEW dear AS
                  WITH big AS (SELECT id, item, total, placed, day FROM orders WHERE total > 3),
                    known AS (SELECT b.*, k.kind FROM big b JOIN kinds k ON b.item = k.item)
                  SELECT * FROM known;
                CREATE VIEW stocked AS
                  SELECT d.id, d.item, d.kind, i.stock, k.kind AS again FROM dear d
                  LEFT JOIN items i ON d.item = i.item JOIN kinds k ON d.item = k.item;
                CREATE SINK dear_orders FROM dear
                  WITH (connector = 'filesystem', path = '%2$s/dear_orders', format = 'json');
                CREATE SINK whole FROM (SELECT * FROM (SELECT id, day, placed, hour FROM orders) WHERE id < 3)
                  WITH (connector = 'filesystem', path = '%2$s/whole', format = 'json',);
                SELECT * FROM by_item;
                SELECT id, item, kind, stock, again FROM stocked WHERE stock IS NOT NULL;
                """);

    // then
    assertThat(run.lines().stream().filter(row -> row.contains("\"$query\":1,")))
        .containsExactlyInAnyOrder(
            "{\"$op\":\"+I\",\"$query\":1,\"item\":\"tea\",\"orders\":1,\"turnover\":5.0}",
            "{\"$op\":\"-U\",\"$query\":1,\"item\":\"tea\",\"orders\":1,\"turnover\":5.0}",
            "{\"$op\":\"+U\",\"$query\":1,\"item\":\"tea\",\"orders\":2,\"turnover\":7.5}",
            "{\"$op\":\"+I\",\"$query\":1,\"item\":\"juice\",\"orders\":1,\"turnover\":12.0}");
    assertThat(run.lines().stream().filter(row -> row.contains("\"$query\":2,")))
        .containsExactlyInAnyOrder(
            "{\"$query\":2,\"id\":1,\"item\":\"tea\",\"kind\":\"hot\",\"stock\":7,\"again\":\"hot\"}",
            "{\"$query\":2,\"id\":3,\"item\":\"juice\",\"kind\":\"cold\",\"stock\":0,\"again\":\"cold\"}");
    assertThat(rows("dear_orders"))
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"item\":\"tea\",\"total\":5.0,\"placed\":\"2026-11-20 12:00:00.5\",\"day\":\"2026-11-20\",\"kind\":\"hot\"}",
            "{\"id\":3,\"item\":\"juice\",\"total\":12.0,\"placed\":\"2026-11-21 00:00:00\",\"day\":\"2026-11-21\",\"kind\":\"cold\"}");
    assertThat(rows("whole"))
        .containsExactly(
            "{\"id\":1,\"day\":\"2026-11-20\",\"placed\":\"2026-11-20 12:00:00.5\",\"hour\":0}",
            "{\"id\":2,\"day\":\"2026-11-20\",\"placed\":\"2026-11-20 13:00:00\",\"hour\":0}");
    assertThat(api.requests("/orders")).hasSize(1);
    assertThat(api.requests("/items")).hasSize(1);
    assertThat(api.requests("/kinds")).hasSize(1);
  }

  @Test
  void should_send_parameters_without_pages() {
    // when
    Outcome run =
        run(
            """
            CREATE SOURCE orders (id INT, item STRING) WITH (
              connector = 'http', url = '%1$s/orders', scan.poll-interval = '1 s', scan.bounded.max-polls = 1,
              params.limit = 3, params.kind = 'hot & cold', 'params.symbol' = 'BTC-USDT', jq = '.orders[]');
            SELECT id FROM orders;
            """);

    // then
    assertThat(run.lines()).containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
    assertThat(api.requests()).hasSize(1);
    assertThat(api.requests().get(0).uri().getQuery().split("&(?! )"))
        .containsExactlyInAnyOrder("limit=3", "kind=hot & cold", "symbol=BTC-USDT");
  }

  @Test
  void should_read_all_pages_in_one_tick() {
    // when
    Outcome run =
        run(
            """
            CREATE SOURCE numbers (n INT, start_at BIGINT AS (TRIGGER_EPOCH_TIME() * 0), fetch_id BIGINT METADATA FROM 'fetch-id') WITH (
              connector = 'http', url = '%1$s/pages', scan.poll-interval = '100 ms', scan.bounded.max-polls = 2,
              pagination.type = 'page-based', pagination.page_param = 'page', pagination.page_start = 1,
              pagination.limit = 2, pagination.limit_param = 'size', jq = '.items[]');
            SELECT fetch_id, n, start_at FROM numbers;
            """);

    // then
    assertThat(run.lines())
        .containsExactlyElementsOf(
            Stream.of(1, 2)
                .flatMap(
                    poll ->
                        Stream.of(1, 2, 3, 4, 5)
                            .map(
                                n ->
                                    "{\"fetch_id\":%d,\"n\":%d,\"start_at\":0}".formatted(poll, n)))
                .toList());
    assertThat(api.requests())
        .extracting(request -> parameter(request, "page") + " " + parameter(request, "size"))
        .containsExactly("1 2", "2 2", "3 2", "4 2", "1 2", "2 2", "3 2", "4 2");
  }

  @Test
  void should_send_two_secrets_in_header_fields_of_one_name() {
    // when
    Outcome run =
        run(
            """
            CREATE SECRET first_key WITH (backend = 'meta') AS 'one-4f2a';
            CREATE SECRET second_key WITH (backend = 'meta') AS 'two-9c1b';
            CREATE SOURCE items (item STRING, stock INT) WITH (
              connector = 'http', url = '%1$s/items', scan.poll-interval = '1 s', scan.bounded.max-polls = 1,
              headers.X-Key = SECRET first_key);
            CREATE SOURCE kinds (item STRING, kind STRING) WITH (
              connector = 'http', url = '%1$s/kinds', scan.poll-interval = '1 s', scan.bounded.max-polls = 1,
              headers.X-Key = SECRET second_key);
            SELECT i.item, i.stock, k.kind FROM items i JOIN kinds k ON i.item = k.item;
            SHOW SECRETS;
            """);

    // then
    assertThat(run.out()).doesNotContain("4f2a", "9c1b");
    assertThat(run.lines())
        .contains(
            "{\"item\":\"tea\",\"stock\":7,\"kind\":\"hot\"}",
            "{\"item\":\"juice\",\"stock\":0,\"kind\":\"cold\"}");
    assertThat(api.requests("/items"))
        .extracting(ApiFixture.Request::headers)
        .allSatisfy(headers -> assertThat(headers).containsEntry("X-Key", "one-4f2a"));
    assertThat(api.requests("/kinds"))
        .extracting(ApiFixture.Request::headers)
        .allSatisfy(headers -> assertThat(headers).containsEntry("X-Key", "two-9c1b"));
  }

  @Test
  void should_close_windows_by_the_fire_times_of_polls() {
    // when
    Outcome run =
        run(
            """
            CREATE SOURCE items (
              item STRING, stock INT,
              fired TIMESTAMP_MS AS (TRIGGER_TIME()),
              fired_s BIGINT AS (TRIGGER_EPOCH_TIME() / 1000),
              PRIMARY KEY (item),
              WATERMARK FOR fired AS fired - INTERVAL 5 SECONDS,
            ) WITH (
              connector = 'http', url = '%1$s/items?at={{trigger_time:epoch-s}}', schedule = '* * * * * *',
              scan.bounded.max-polls = 3, scan.conditional-requests = 'false');
            SELECT TIMESTAMPDIFF(SECOND, TIMESTAMP '1970-01-01 00:00:00', window_start) AS s, COUNT(*) AS n,
              SUM(stock) AS stock, MIN(fired_s) AS fired_s
            FROM TABLE(TUMBLE(TABLE items, DESCRIPTOR(fired), INTERVAL 1 SECOND)) GROUP BY window_start, window_end;
            """);

    // then
    List<String> windows =
        api.requests().stream()
            .map(request -> parameter(request, "at"))
            .map(at -> "{\"s\":%s,\"n\":2,\"stock\":7,\"fired_s\":%s}".formatted(at, at))
            .toList();
    assertThat(windows).hasSize(3);
    assertThat(run.lines()).containsExactlyElementsOf(windows);
  }

  @Test
  void should_show_keys_and_times_of_a_source() {
    // given
    String columns =
        """
        CREATE SOURCE items (item STRING, stock INT NOT NULL, fired TIMESTAMP_MS AS (TRIGGER_TIME()),
          %sPRIMARY KEY (item), WATERMARK FOR fired AS fired - INTERVAL 5 SECONDS)
        WITH (connector = 'http', url = 'http://127.0.0.1:1/', schedule = '* * * * *');
        DESCRIBE items;
        """;

    // when
    Outcome table = executeScript(columns.formatted(""), "run", "--output", "json");
    Outcome view =
        executeScript(
            columns.formatted("s BIGINT AS (TRIGGER_EPOCH_TIME() / 1000), "),
            "run",
            "--output",
            "json");

    // then
    assertThat(table.lines())
        .containsExactly(
            "{\"name\":\"item\",\"type\":\"STRING\",\"null\":false,\"key\":\"PRI(item)\",\"extras\":null,\"watermark\":null}",
            "{\"name\":\"stock\",\"type\":\"INT\",\"null\":false,\"key\":null,\"extras\":null,\"watermark\":null}",
            "{\"name\":\"fired\",\"type\":\"TIMESTAMP(3) *ROWTIME*\",\"null\":true,\"key\":null,\"extras\":\"METADATA FROM 'trigger-time-utc' VIRTUAL\",\"watermark\":\"`fired` - INTERVAL '5' SECOND\"}");
    assertThat(view.lines())
        .containsExactly(
            "{\"name\":\"item\",\"type\":\"STRING\",\"null\":false,\"key\":null,\"extras\":null,\"watermark\":null}",
            "{\"name\":\"stock\",\"type\":\"INT\",\"null\":false,\"key\":null,\"extras\":null,\"watermark\":null}",
            "{\"name\":\"fired\",\"type\":\"TIMESTAMP(3) *ROWTIME*\",\"null\":true,\"key\":null,\"extras\":null,\"watermark\":null}",
            "{\"name\":\"s\",\"type\":\"BIGINT\",\"null\":true,\"key\":null,\"extras\":null,\"watermark\":null}");
  }

  private Outcome run(String script) {
    Outcome run = executeScript(script.formatted(api.url(), directory), "run", "--output", "json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static String parameter(ApiFixture.Request request, String name) {
    return Stream.of(request.uri().getQuery().split("&"))
        .filter(parameter -> parameter.startsWith(name + "="))
        .map(parameter -> parameter.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** What a filesystem sink has written and committed. */
  private List<String> rows(String sink) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(sink))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .flatMap(
              file -> {
                try {
                  return Files.readAllLines(file).stream();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}
