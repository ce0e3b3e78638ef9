import io.sqluice.shaded.com.cronutils.model.CronType;
import io.sqluice.shaded.com.cronutils.model.definition.CronDefinitionBuilder;
import io.sqluice.shaded.com.cronutils.parser.CronParser;
import io.sqluice.shaded.com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.shaded.com.fasterxml.jackson.databind.ObjectMapper;
import io.sqluice.shaded.net.thisptr.jackson.jq.BuiltinFunctionLoader;
import io.sqluice.shaded.net.thisptr.jackson.jq.JsonQuery;
import io.sqluice.shaded.net.thisptr.jackson.jq.Scope;
import io.sqluice.shaded.net.thisptr.jackson.jq.Versions;
import io.sqluice.shaded.org.asynchttpclient.AsyncHttpClient;
import io.sqluice.shaded.org.asynchttpclient.Dsl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Properties;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModuleFactory;
import org.duckdb.DuckDBDriver;

/**
 * A program against the shaded jar, run by JobJarIT from its source. Each line of its output needs
 * a service file, a resource or a relocated name of a bundled library.
 */
public class JarProbe {

  public static void main(String[] args) throws Exception {
    Scope scope = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
    JsonNode tickers = new ObjectMapper().readTree("[{\"s\": \"BTC\"}, {\"s\": \"ETH\"}]");
    JsonQuery.compile("map(select(.s | test(\"^b\"; \"i\"))) | .[0]", Versions.JQ_1_6)
        .apply(scope, tickers, row -> System.out.println("jq " + row));

    CronParser cron =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    System.out.println("cron " + cron.parse("*/5 * * * *").validate().asString());

    try (AsyncHttpClient client = Dsl.asyncHttpClient()) {
      System.out.println(
          "http " + client.prepareGet(args[0]).execute().get().getResponseBody());
    }

    for (String connector :
        new String[] {"http", "sqluice-http", "lookup-http", "sqluice-lookup", "kafka", "upsert-kafka"}) {
      System.out.println(
          "connector "
              + FactoryUtil.discoverFactory(
                      JarProbe.class.getClassLoader(), DynamicTableSourceFactory.class, connector)
                  .factoryIdentifier());
    }
    System.out.println(
        "module "
            + FactoryUtil.discoverFactory(
                    JarProbe.class.getClassLoader(), ModuleFactory.class, "sqluice")
                .factoryIdentifier());

    try (Connection duckdb = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery("SELECT 40 + 2")) {
      result.next();
      System.out.println("duckdb " + result.getInt(1));
    }
  }
}
