package io.sqluice.http.options;

import io.sqluice.http.api.ApiConfig;
import io.sqluice.http.auth.AuthConfig;
import io.sqluice.http.client.AllowedHosts;
import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.pagination.PaginationConfig;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.response.ExtractionConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.types.logical.RowType;

/** The options that all tables over HTTP have: what is asked, and how answers are read. */
public final class ApiOptions {

  /** Those of the request and its answers, in the order of the reference pages. */
  public static final List<ConfigOption<?>> OF_ANSWERS =
      Stream.of(
              RequestOptions.ALL,
              ResponseOptions.ALL,
              TransformOptions.ALL,
              AnswerFilterOptions.ALL)
          .<ConfigOption<?>>flatMap(List::stream)
          .toList();

  /** Those of the client, in the order of the reference pages. */
  public static final List<ConfigOption<?>> OF_CLIENT =
      Stream.of(ClientOptions.ALL, ConnectionOptions.ALL, AuthOptions.ALL, SecretOptions.ALL)
          .<ConfigOption<?>>flatMap(List::stream)
          .toList();

  private final TableOptions options;
  private final ClassLoader classLoader;
  private final FlinkFormats formats;
  private final AuthOptions auth;

  /**
   * The options of one table.
   *
   * @param classLoader the one of user code, in which types of authentication and the engine for
   *     SQL over answers are looked for
   * @param formats the formats besides ours
   */
  public ApiOptions(TableOptions options, ClassLoader classLoader, FlinkFormats formats) {
    this.options = options;
    this.classLoader = classLoader;
    this.formats = formats;
    this.auth = new AuthOptions(options, classLoader);
  }

  /**
   * Notes every option that the table does not have.
   *
   * @param ofTable the options of its kind of table, those of this class included
   * @param page the page that lists them, for messages
   */
  public void rejectUnknown(List<ConfigOption<?>> ofTable, String page) {
    List<ConfigOption<?>> known = new ArrayList<>(ofTable);
    known.addAll(auth.broughtAlong());
    known.add(OmlspOptions.SIGNER_CLASS);
    known.addAll(formats.options(options.text(ResponseOptions.FORMAT)));
    options.rejectUnknown(known, page);
  }

  /**
   * What is asked and how answers are read; notes what is wrong with the options.
   *
   * @param tableName the table's full name
   * @param rowType the columns that answers have
   * @param variables the names that placeholders may have
   * @param urlOfData whether one of them may be the whole url
   */
  public ApiConfig read(
      String tableName, RowType rowType, Collection<String> variables, boolean urlOfData) {
    ClientConfig client = ClientOptions.read(options, tableName);
    AllowedHosts hostsOfData = urlOfData ? client.hosts().allowedHosts() : null;
    RequestConfig request = RequestOptions.read(options, variables, hostsOfData);
    AuthConfig authentication = auth.read();
    OmlspOptions.checkSigner(options);
    if (urlOfData && request.isUrlOfData() && !authentication.equals(AuthConfig.NONE)) {
      options.problem(
          AuthOptions.AUTH_TYPE.key(),
          "the whole url is data, and credentials go to no host that data names; spell the host out"
              + " in 'url', or leave it out.");
    }
    PaginationConfig pagination = PaginationOptions.read(options);
    return new ApiConfig(
        tableName,
        request,
        client,
        pagination,
        options.count(PaginationOptions.PAGINATION_MAX_PAGES),
        extraction(rowType, pagination),
        AnswerFilterOptions.read(options),
        authentication,
        SecretOptions.read(options));
  }

  /**
   * How answers are read alone, for those who have one already; notes what is wrong with the
   * options.
   *
   * @param rowType the columns that answers have
   */
  public ExtractionConfig readExtraction(RowType rowType) {
    return extraction(rowType, PaginationOptions.read(options));
  }

  private ExtractionConfig extraction(RowType rowType, PaginationConfig pagination) {
    boolean paged = !pagination.equals(PaginationConfig.NONE);
    return ResponseOptions.read(
        options, rowType, formats, new TransformOptions(options, classLoader, paged));
  }
}
