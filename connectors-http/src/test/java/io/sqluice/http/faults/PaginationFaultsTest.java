package io.sqluice.http.faults;

import static io.sqluice.http.faults.Answers.json;
import static io.sqluice.http.faults.Answers.ok;
import static io.sqluice.http.faults.Answers.status;
import static io.sqluice.http.faults.Fault.abandonedPoll;
import static io.sqluice.http.faults.Paged.body;
import static io.sqluice.http.faults.Paged.page;
import static io.sqluice.http.faults.Paged.paged;
import static io.sqluice.http.faults.Paged.template;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages that do not lead to an end, and links that lead elsewhere. */
class PaginationFaultsTest {

  @RegisterExtension static final FaultBench BENCH = new FaultBench();

  /** The server of the fault by another name, which makes it another origin. */
  private static final String ELSEWHERE = "http://127.0.0.1:{{request.port}}/b";

  static Stream<Fault> stuckTokens() {
    return Stream.of(
        stuck(
                paged("cursor-based", ok(4, 5))
                    .with("pagination.cursor_id", "n")
                    .requests("/n", "/n?cursor=5"),
                "5",
                "check that the API takes the cursor in the parameter cursor (pagination.cursor_param)"
                    + " and gives it as n (pagination.cursor_id)")
            .rows(4L, 5L, 4L, 5L),
        stuck(
            body("cursor-based", page("[5]", "\"a\""))
                .with("pagination.cursor_id", ".next")
                .requests("/n", "/n?cursor=a"),
            "a",
            "check that the API takes the cursor in the parameter cursor (pagination.cursor_param)"
                + " and gives it as .next (pagination.cursor_id)"),
        stuck(
            paged("header-based", ok(5).withHeader("X-Next", "a"))
                .with("pagination.next_header", "X-Next")
                .with("pagination.cursor_param", "c")
                .requests("/n", "/n?c=a"),
            "a",
            "check that the API takes the value of the header field X-Next"
                + " (pagination.next_header) in the parameter c (pagination.cursor_param)"),
        stuck(
            paged("header-based", ok(5).withHeader("X-Next", "/b"))
                .with("pagination.next_header", "X-Next")
                .requests("/n", "/b"),
            "{api}/b",
            "the link is that of pagination.next_header 'X-Next'; check whether it is the one to"
                + " the next page"),
        stuck(
            paged("link-header", ok(5).withHeader("Link", "</b>; rel=next")).requests("/n", "/b"),
            "{api}/b",
            "the link is that of the Link header field; check whether it is the one to the next"
                + " page"),
        stuck(
            body("body_link-based", page("[5]", "\"/b\""))
                .with("pagination.body_link_path", ".next")
                .requests("/n", "/b"),
            "{api}/b",
            "the link is that of pagination.body_link_path '.next'; check whether it is the one to"
                + " the next page"),
        paged("link-header", ok(5).withHeader("Link", "</n>; rel=next"))
            .polls(1)
            .rows(5L)
            .requests("/n")
            .warns(
                warning(
                    1,
                    "the pagination does not move: the page for '{api}/n' names '{api}/n' again as"
                        + " the next one; the link is that of the Link header field; check whether"
                        + " it is the one to the next page")),
        body("cursor-based", page("[1]", "1"), page("[2]", "2"), page("[3]", "1"))
            .with("pagination.cursor_id", ".next")
            .polls(1)
            .rows(1L, 2L, 3L)
            .requests("/n", "/n?cursor=1", "/n?cursor=2")
            .metric("failedPolls", 1)
            .warns(
                warning(
                    3,
                    "the pagination goes round in a circle: '1' comes again after 2 pages; check"
                        + " that the API names the next page, and not the one before")),
        paged("page-based", ok(5))
            .with("pagination.max-pages", "3")
            .polls(1)
            .rows(5L, 5L, 5L)
            .requests("/n?page=0", "/n?page=1", "/n?page=2")
            .metric("failedPolls", 1)
            .warns(
                warning(
                    3,
                    "The poll has 3 pages and the API names a further one; 'pagination.max-pages'"
                        + " allows no more: raise it, or check that the pagination comes to an"
                        + " end")),
        body("cursor-based", page("[1]", "1"), page("[2]", "\"loop\""), page("[3]", "null"))
            .with(
                "pagination.cursor_id",
                ".next | if . == \"loop\" then last(range(1e15)) else . end")
            .with("jq.timeout", "2 s")
            .polls(2)
            .rows(1L, 3L)
            .requests("/n", "/n?cursor=1", "/n")
            .metric("failedPolls", 1)
            .warns(
                warning(
                    1,
                    "the jq program did not finish within 2000 ms; simplify it, or set jq.timeout"
                        + " higher")));
  }

  static Stream<Fault> foreignLinks() {
    return links(
        ELSEWHERE,
        "leads to {api by number}, which 'redirects' = 'same-origin' does not follow; if that host"
            + " is to be trusted, set 'redirects' to 'all'");
  }

  static Stream<Fault> linksToNoUrl() {
    return links(
        "file:///etc/passwd",
        "is 'file:///etc/passwd', expected an http or https URL or a reference to one");
  }

  /** The rows of the pages before have been emitted; the next poll starts with the first page. */
  static Stream<Fault> lostPages() {
    return Stream.of(
        paged("page-based", ok(1, 2), status(503), status(503), ok(1, 2), ok(3), ok())
            .with("retry.max-attempts", "2")
            .polls(2)
            .rows(1L, 2L, 1L, 2L, 3L)
            .requests("/n?page=0", "/n?page=1", "/n?page=1", "/n?page=0", "/n?page=1", "/n?page=2")
            .metric("polls", 2)
            .metric("pages", 4)
            .metric("failedPolls", 1)
            .warns(
                "Table default_catalog.default_database.t: GET {api}/n?page=1 failed after 1 attempt: the server answered with status 503 and"
                    + " no body; the next of 2 attempts is in 7 ms",
                abandonedPoll(
                    1,
                    1,
                    "GET {api}/n?page=1 failed after 2 attempts: the server answered with status"
                        + " 503 and no body. Look at the server, or raise 'retry.max-attempts' (now"
                        + " 2).")),
        body("cursor-based", page("[1]", "\"b\""), json("<html>busy</html>"))
            .with("pagination.cursor_id", ".next")
            .polls(1)
            .rows(1L)
            .requests("/n", "/n?cursor=b")
            .metric("pages", 1)
            .metric("failedPolls", 1)
            .warns(
                warning(
                    1,
                    "the body is not JSON (line 1, column 1): Unexpected character ('<' (code 60)):"
                        + " expected a valid value (JSON String, Number, Array, Object or token"
                        + " 'null', 'true' or 'false'); it starts with \"<html>busy</html>\" and"
                        + " looks like HTML, such as a login or an error page; check the option"
                        + " 'url'")));
  }

  static Stream<Fault> foreignLinksWhereAllAreFollowed() {
    return Stream.of(
        foreignLink()
            .with("url.allow-private", "true")
            .with("url.allowed-hosts", "127.0.0.1")
            .rows(5L, 6L)
            .requests("/n?key=k", "/b")
            .metric("failedPolls", 0),
        notFollowed(
                foreignLink().with("url.allowed-hosts", "api.example.com"),
                "the Link header field: the link to the next page leads to {api by number}, which"
                    + " 'url.allowed-hosts' does not name; if that host is to be trusted, add"
                    + " '127.0.0.1' to 'url.allowed-hosts'")
            .requests("/n?key=k"),
        notFollowed(
                foreignLink(),
                "GET {api by number}/b failed after 1 attempt: the host '127.0.0.1', to which an"
                    + " answer leads, has the address 127.0.0.1, which is not public. Do not trust"
                    + " that answer; if it is right, set 'url.allow-private' to 'true'")
            .requests("/n?key=k"));
  }

  @ParameterizedTest
  @MethodSource({
    "stuckTokens",
    "foreignLinks",
    "foreignLinksWhereAllAreFollowed",
    "linksToNoUrl",
    "lostPages"
  })
  void should_name_the_outcome_of(Fault fault) throws Exception {
    BENCH.check(fault);
  }

  /** A first page whose link is not followed, for each place where a link can be. */
  private static Stream<Fault> links(String link, String problem) {
    return Stream.of(
        notFollowed(
            paged("header-based", template(ok(5)).withHeader("X", link), ok(6))
                .with("pagination.next_header", "X"),
            "pagination.next_header 'X': the link to the next page " + problem),
        notFollowed(
            paged(
                "link-header",
                template(ok(5)).withHeader("Link", "<" + link + ">;rel=next"),
                ok(6)),
            "the Link header field: the link to the next page " + problem),
        notFollowed(
            body("body_link-based", page("[5]", "\"" + link + "\""), page("[6]", "null"))
                .with("pagination.body_link_path", ".next"),
            "pagination.body_link_path '.next': the link to the next page " + problem));
  }

  private static Fault foreignLink() {
    return paged(
            "link-header",
            template(ok(5)).withHeader("Link", "<" + ELSEWHERE + ">;rel=next"),
            ok(6))
        .with("params.key", "k")
        .with("redirects", "all");
  }

  private static Fault notFollowed(Fault fault, String problem) {
    return fault
        .polls(1)
        .rows(5L)
        .requests("/n")
        .metric("failedPolls", 1)
        .warns(warning(1, problem));
  }

  private static Fault stuck(Fault fault, String token, String advice) {
    return fault
        .polls(1)
        .rows(5L, 5L)
        .metric("failedPolls", 1)
        .warns(
            warning(
                2,
                "the pagination does not move: the page for '%s' names '%s' again as the next one; %s"
                    .formatted(token, token, advice)));
  }

  private static String warning(int pages, String problem) {
    return abandonedPoll(1, pages, problem);
  }
}
