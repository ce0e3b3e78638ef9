package io.sqluice.job.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The catalogue of a made-up shop, {@code POST /shop/products}, which is asked for several products
 * at once, {@code {"skus": ["tea", "coffee"]}}. It answers in its own order, and leaves out what it
 * does not know; of the items that are ordered, that is the water.
 */
final class ShopProductsApi implements DemoExchange {

  private static final int MOST_SKUS = 50;

  private record Product(String sku, String name, int grams) {}

  private static final List<Product> CATALOGUE =
      List.of(
          new Product("cocoa", "Cocoa powder", 200),
          new Product("coffee", "Ground coffee", 250),
          new Product("juice", "Orange juice", 1_000),
          new Product("tea", "Tea, 25 bags", 50));

  private final ObjectMapper mapper = new ObjectMapper();
  private final JsonNodeFactory json = JsonNodeFactory.instance;

  @Override
  public List<DemoRoute> routes() {
    return List.of(DemoRoute.post("/shop/products", this, this::products));
  }

  @Override
  public DemoAnswer refuse(BadParameterException problem) {
    return DemoAnswer.refusal(400, json.objectNode().put("error", problem.getMessage()));
  }

  private DemoAnswer products(DemoRequest request) throws BadParameterException {
    Set<String> asked = skus(request.body());
    ObjectNode body = json.objectNode().put("asked", asked.size());
    ArrayNode products = body.putArray("products");
    for (Product product : CATALOGUE) {
      if (asked.contains(product.sku())) {
        products
            .addObject()
            .put("id", product.sku())
            .put("name", product.name())
            .put("grams", product.grams());
      }
    }
    return DemoAnswer.ok(body);
  }

  private Set<String> skus(String body) throws BadParameterException {
    JsonNode skus = read(body).path("skus");
    Set<String> asked = new HashSet<>();
    for (JsonNode sku : skus) {
      if (!sku.isTextual()) {
        throw new BadParameterException("In 'skus' is " + sku + "; only texts are expected.");
      }
      asked.add(sku.textValue());
    }
    if (!skus.isArray() || asked.isEmpty() || asked.size() > MOST_SKUS) {
      throw new BadParameterException(
          "A body such as {\"skus\": [\"tea\", \"coffee\"]} with 1 to %d texts is expected."
              .formatted(MOST_SKUS));
    }
    return asked;
  }

  private JsonNode read(String body) throws BadParameterException {
    try {
      return mapper.readTree(body);
    } catch (JsonProcessingException noJson) {
      throw new BadParameterException("The body is not JSON.");
    }
  }
}
