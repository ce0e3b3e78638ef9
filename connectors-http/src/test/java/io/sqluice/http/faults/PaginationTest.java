package io.sqluice.http.faults;

import static io.sqluice.http.faults.Answers.ok;
import static io.sqluice.http.faults.Answers.status;
import static io.sqluice.http.faults.Paged.body;
import static io.sqluice.http.faults.Paged.page;
import static io.sqluice.http.faults.Paged.paged;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Polls of several pages: what is asked for, and where they end. */
class PaginationTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  static Stream<Fault> types() {
    return Stream.of(
        paged("page-based", ok(1, 2), ok(3), ok())
            .with("pagination.start", "1")
            .with("pagination.size", "2")
            .rows(1L, 2L, 3L)
            .requests("/n?limit=2&page=1", "/n?limit=2&page=2", "/n?limit=2&page=3")
            .metric("pages", 3),
        paged("offset-based", ok(1, 2, 3), ok(4), ok())
            .with("pagination.size", "5")
            .with("pagination.size_param", "count")
            .rows(1L, 2L, 3L, 4L)
            .requests("/n?count=5&offset=0", "/n?count=5&offset=3", "/n?count=5&offset=4")
            .metric("pages", 3),
        paged("offset-based", ok(1, 2, 3), ok(4, 6), ok(5), ok())
            .with("jq", ".[] | select(.n % 2 == 1)")
            .with("pagination.count-jq", "length")
            .rows(1L, 3L, 5L)
            .requests("/n?offset=0", "/n?offset=3", "/n?offset=5", "/n?offset=6")
            .metric("pages", 4),
        paged("cursor-based", ok(7, 5), ok(3), ok())
            .with("pagination.cursor_param", "before")
            .with("pagination.cursor_id", "n")
            .rows(7L, 5L, 3L)
            .requests("/n", "/n?before=5", "/n?before=3")
            .metric("pages", 3),
        body("cursor-based", page("[1]", "\"a/b\""), page("[2]", "17"), page("[3]", "null"))
            .with("pagination.cursor_id", ".next")
            .rows(1L, 2L, 3L)
            .requests("/n", "/n?cursor=a%2Fb", "/n?cursor=17")
            .metric("pages", 3),
        paged("header-based", ok(1).withHeader("CB-After", "/x=="), ok(2))
            .with("pagination.next_header", "cb-after")
            .with("pagination.cursor_param", "after")
            .with("params.limit", "1")
            .rows(1L, 2L)
            .requests("/n?limit=1", "/n?limit=1&after=%2Fx%3D%3D")
            .metric("pages", 2),
        paged("header-based", ok(1).withHeader("X-Next", "?limit=1&p=2"), ok(2))
            .with("pagination.next_header", "X-Next")
            .with("params.limit", "1")
            .rows(1L, 2L)
            .requests("/n?limit=1", "/n?limit=1&p=2")
            .metric("pages", 2),
        paged(
                "link-header",
                ok(1).withHeader("Link", "</n>; rel=first, </n?page=2>; rel=\"next\""),
                ok(2).withHeader("Link", "</n>; rel=first").withHeader("Link", "<n3>; rel=next"),
                ok(3).withHeader("Link", "</n>; rel=first"))
            .with("params.limit", "1")
            .rows(1L, 2L, 3L)
            .requests("/n?limit=1", "/n?page=2", "/n3")
            .metric("pages", 3),
        body("body_link-based", page("[1]", "\"{{request.baseUrl}}/b?c=d\""), page("[2]", "\"\""))
            .with("pagination.body_link_path", ".next")
            .with("params.limit", "1")
            .rows(1L, 2L)
            .requests("/n?limit=1", "/b?c=d")
            .metric("pages", 2),
        paged("page-based", ok(1), ok(2), status(404))
            .with("ignored-codes", "404")
            .rows(1L, 2L)
            .requests("/n?page=0", "/n?page=1", "/n?page=2"),
        body("page-based", page("[1]", "true"), page("[2]", "false"))
            .with("pagination.stop-jq", ".next | not")
            .rows(1L, 2L)
            .requests("/n?page=0", "/n?page=1")
            .metric("pages", 2));
  }

  static Stream<Fault> emptyMiddlePages() {
    String next = "</n?p=2>; rel=next";
    return Stream.of(
        paged("page-based", ok(1), ok(), ok(3)).rows(1L).requests("/n?page=0", "/n?page=1"),
        body("page-based", page("[1]", "1"), page("[]", "1"), page("[3]", "null"))
            .with("pagination.empty-page", "continue")
            .with("pagination.stop-jq", ".next == null")
            .rows(1L, 3L)
            .requests("/n?page=0", "/n?page=1", "/n?page=2"),
        paged("offset-based", ok(1), ok(), ok(3)).rows(1L).requests("/n?offset=0", "/n?offset=1"),
        body("offset-based", page("[1]", "1"), page("[]", "1"), page("[3]", "null"))
            .with("pagination.count-jq", "100")
            .with("pagination.stop-jq", ".next == null")
            .rows(1L, 3L)
            .requests("/n?offset=0", "/n?offset=100", "/n?offset=200"),
        paged("cursor-based", ok(1), ok(), ok(3))
            .with("pagination.cursor_id", "n")
            .rows(1L)
            .requests("/n", "/n?cursor=1"),
        body("cursor-based", page("[1]", "1"), page("[]", "2"), page("[3]", "null"))
            .with("pagination.cursor_id", ".next")
            .rows(1L)
            .requests("/n", "/n?cursor=1"),
        body("cursor-based", page("[1]", "1"), page("[]", "2"), page("[3]", "null"))
            .with("pagination.cursor_id", ".next")
            .with("pagination.empty-page", "continue")
            .rows(1L, 3L)
            .requests("/n", "/n?cursor=1", "/n?cursor=2"),
        paged("header-based", ok(1).withHeader("X", "1"), ok().withHeader("X", "2"), ok(3))
            .with("pagination.next_header", "X")
            .with("pagination.cursor_param", "c")
            .with("pagination.empty-page", "continue")
            .rows(1L, 3L)
            .requests("/n", "/n?c=1", "/n?c=2"),
        paged("link-header", ok().withHeader("Link", next), ok(3)).requests("/n"),
        paged("link-header", ok().withHeader("Link", next), ok(3))
            .with("pagination.empty-page", "continue")
            .rows(3L)
            .requests("/n", "/n?p=2"),
        body("body_link-based", page("[]", "\"/b\""), page("[3]", "null"))
            .with("pagination.body_link_path", ".next")
            .with("pagination.empty-page", "continue")
            .rows(3L)
            .requests("/n", "/b"));
  }

  @ParameterizedTest
  @MethodSource({"types", "emptyMiddlePages"})
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }
}
