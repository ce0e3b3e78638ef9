package io.sqluice.lookup.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.LocalApi.Asked;
import io.sqluice.lookup.table.Joins;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lookups whose answer comes in pages. */
@Timeout(60)
class PaginatedLookupTest {

  private static final RowType COLUMNS =
      OpenJoin.columns("$id", VarCharType.STRING_TYPE, "n", new IntType());

  private static OpenJoin join(LocalApi api, String... options) {
    Map<String, String> all = OpenJoin.options(options);
    all.put("url", api.url("/items?id=$id"));
    all.put("jq", ".rows[]");
    return new OpenJoin(Joins.of(COLUMNS, all, "$id"));
  }

  /** Three pages of two records, and an empty one. */
  private static Answer numbered(Asked asked) {
    int page = Integer.parseInt(asked.param("page"));
    return Answer.ok(
        page > 2
            ? "{\"rows\": []}"
            : "{\"rows\": [{\"n\": %d}, {\"n\": %d}]}".formatted(page * 2, page * 2 + 1));
  }

  /** The next of three pages. */
  private static String nextOf(String cursor) {
    return cursor == null ? "x" : cursor.equals("x") ? "y" : null;
  }

  @Test
  void should_join_the_rows_of_all_numbered_pages() throws Exception {
    try (LocalApi api = LocalApi.answering(PaginatedLookupTest::numbered);
        OpenJoin join = join(api, "pagination.type", "page-based")) {
      assertThat(join.lookup("a"))
          .containsExactly("+I(a,0)", "+I(a,1)", "+I(a,2)", "+I(a,3)", "+I(a,4)", "+I(a,5)");

      assertThat(api.asked()).extracting(asked -> asked.param("id")).containsOnly("a");
      assertThat(api.asked())
          .extracting(asked -> asked.param("page"))
          .containsExactly("0", "1", "2", "3");
    }
  }

  @Test
  void should_follow_links_in_the_header() throws Exception {
    try (LocalApi api =
            LocalApi.answering(
                asked -> {
                  String next = nextOf(asked.param("at"));
                  Map<String, String> headers = new HashMap<>();
                  headers.put("Content-Type", "application/json");
                  if (next != null) {
                    headers.put(
                        "Link", "<?id=%s&at=%s>; rel=\"next\"".formatted(asked.param("id"), next));
                  }
                  return new Answer(200, headers, "{\"rows\": [{\"n\": 1}]}");
                });
        OpenJoin join = join(api, "pagination.type", "link-header")) {
      assertThat(join.lookup("a/b")).containsExactly("+I(a/b,1)", "+I(a/b,1)", "+I(a/b,1)");

      assertThat(api.asked())
          .extracting(asked -> asked.param("at"))
          .containsExactly(null, "x", "y");
    }
  }

  @Test
  void should_follow_cursors_of_each_key_apart() throws Exception {
    try (LocalApi api =
            LocalApi.answering(
                asked -> {
                  String next = nextOf(asked.param("cursor"));
                  return Answer.ok(
                      "{\"rows\": [{\"n\": 1}], \"next\": "
                          + (next == null ? "null" : "\"" + next + "\"")
                          + "}");
                });
        OpenJoin join =
            join(api, "pagination.type", "cursor-based", "pagination.cursor_id", ".next")) {
      var a = join.start("a");
      var b = join.start("b");

      assertThat(OpenJoin.shown(a)).hasSize(3).containsOnly("+I(a,1)");
      assertThat(OpenJoin.shown(b)).hasSize(3).containsOnly("+I(b,1)");
      assertThat(api.asked())
          .extracting(asked -> asked.param("id") + asked.param("cursor"))
          .containsExactlyInAnyOrder("anull", "ax", "ay", "bnull", "bx", "by");
    }
  }

  @Test
  void should_fail_rather_than_leave_out_pages() throws Exception {
    try (LocalApi api = LocalApi.answering(PaginatedLookupTest::numbered);
        OpenJoin join = join(api, "pagination.type", "page-based", "pagination.max-pages", "2")) {
      assertThat(join.lookup("a"))
          .containsExactly(
              "Table `c`.`d`.`t`: GET "
                  + api.url("/items?id=a")
                  + " has an answer that cannot be read: the answer has 2 pages and the API names a"
                  + " further one; 'pagination.max-pages' allows no more: raise it, or check that the"
                  + " pagination comes to an end.");
      assertThat(api.asked()).hasSize(2);
    }
  }

  @Test
  void should_end_a_program_of_the_pagination_that_does_not() throws Exception {
    try (LocalApi api = LocalApi.answering(PaginatedLookupTest::numbered);
        // Without jq, for which a small body would go to another thread anyway.
        OpenJoin join =
            new OpenJoin(
                Joins.of(
                    COLUMNS,
                    OpenJoin.options(
                        "url", api.url("/items?id=$id"),
                        "pagination.type", "page-based",
                        "pagination.stop-jq", "last(range(1e18))",
                        "jq.timeout", "200 ms"),
                    "$id"))) {
      // As many as there are threads of the network, which must not be lost to it.
      for (int i = 0; i < 2; i++) {
        assertThat(join.lookup("a" + i))
            .containsExactly(
                "Table `c`.`d`.`t`: GET "
                    + api.url("/items?id=a" + i)
                    + " has an answer that cannot be read: the reading of the body did not finish"
                    + " within 200 ms; simplify it, or set jq.timeout higher.");
      }
    }
    try (LocalApi api = LocalApi.answering(PaginatedLookupTest::numbered);
        OpenJoin join = join(api, "pagination.type", "page-based")) {
      assertThat(join.lookup("a")).isNotEmpty();
    }
  }
}
