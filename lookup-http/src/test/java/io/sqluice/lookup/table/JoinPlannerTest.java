package io.sqluice.lookup.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.lookup.function.LookupMetadata;
import io.sqluice.lookup.function.LookupPlan;
import io.sqluice.lookup.function.LookupPlan.Field;
import io.sqluice.lookup.function.LookupPlan.Filter;
import io.sqluice.lookup.function.LookupPlan.Parameter;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinPlannerTest {

  private static final RowType DECLARED =
      RowType.of(
          false,
          new LogicalType[] {
            new BigIntType(), VarCharType.STRING_TYPE, new IntType(), new IntType()
          },
          new String[] {"$id", "$day", "kind", "n"});

  private static final RowType PLAIN =
      RowType.of(
          false,
          new LogicalType[] {
            new BigIntType(), VarCharType.STRING_TYPE, new IntType(), new IntType()
          },
          new String[] {"id", "day", "kind", "n"});

  private static final Map<String, String> REQUEST = Map.of("url", "https://a/$id?day={{day}}");

  private static void assertRefused(
      RowType columns, Map<String, String> options, List<String> keys, String problems) {
    assertThatThrownBy(() -> Joins.of(columns, options, keys.toArray(String[]::new)))
        .hasMessage("Table `c`.`d`.`t` cannot be joined like this:\n  - " + problems);
  }

  @Test
  void should_put_declared_parameters_into_the_request_and_check_answers_for_other_keys() {
    LookupPlan plan = Joins.of(DECLARED, REQUEST, "kind", "$day", "$id").plan();

    assertThat(plan.parameters())
        .containsExactly(
            new Parameter("day", 1, VarCharType.STRING_TYPE.copy(false)),
            new Parameter("id", 2, new BigIntType(false)));
    assertThat(plan.filters()).containsExactly(new Filter(2, 0, new IntType()));
    assertThat(plan.answerColumns().getFieldNames()).containsExactly("kind", "n");
    assertThat(plan.fields())
        .containsExactly(
            new Field.OfParameter(1),
            new Field.OfParameter(0),
            new Field.OfAnswer(0),
            new Field.OfAnswer(1));
  }

  @Test
  void should_take_the_keys_that_the_request_names_for_parameters_where_none_is_declared() {
    LookupPlan plan = Joins.of(PLAIN, REQUEST, "id", "day", "n").plan();

    assertThat(plan.parameters()).extracting(Parameter::name).containsExactly("id", "day");
    assertThat(plan.filters()).containsExactly(new Filter(3, 2, new IntType()));
    assertThat(plan.fields())
        .containsExactly(
            new Field.OfParameter(0),
            new Field.OfParameter(1),
            new Field.OfAnswer(0),
            new Field.OfAnswer(1));
  }

  @Test
  void should_find_keys_among_columns_that_are_read_and_metadata() {
    RowType read = RowType.of(false, new LogicalType[] {new BigIntType()}, new String[] {"$id"});
    RowType all =
        RowType.of(
            false, new LogicalType[] {new BigIntType(), new IntType()}, new String[] {"$id", "n"});
    LookupTable table = Joins.table(all, Map.of("url", "https://a/$id"));

    LookupPlan plan =
        new JoinPlanner(table, read, List.of(LookupMetadata.STATUS_CODE)).plan(new int[] {1, 0});

    assertThat(plan.filters()).containsExactly(new Filter(1, 0, new IntType()));
    assertThat(plan.fields())
        .containsExactly(
            new Field.OfParameter(0), new Field.OfMetadata(LookupMetadata.STATUS_CODE));
  }

  @Test
  void should_name_each_parameter_that_the_join_leaves_unbound() {
    assertRefused(
        DECLARED,
        REQUEST,
        List.of("kind"),
        "the join has no value for column '$id', which the request needs; add 'AND o.`$id` = ...' to"
            + " its ON, with the table's alias for o; only equalities that AND joins count.\n"
            + "  - the join has no value for column '$day', which the request needs; add 'AND o.`$day` = ...'"
            + " to its ON, with the table's alias for o; only equalities that AND joins count.");
    assertRefused(
        PLAIN,
        REQUEST,
        List.of("id"),
        "the join has no value for column 'day', which the request needs; add 'AND o.`day` = ...' to"
            + " its ON, with the table's alias for o; only equalities that AND joins count.");
  }

  @Test
  void should_refuse_keys_that_a_request_cannot_hold() {
    RowType lists =
        RowType.of(
            false,
            new LogicalType[] {new ArrayType(new IntType()), new IntType()},
            new String[] {"ids", "n"});

    assertRefused(
        lists,
        Map.of("url", "https://a/b?ids={{ids}}"),
        List.of("ids"),
        "column 'ids' is ARRAY<INT>, which a request cannot hold; expected a text, a number, a"
            + " boolean, bytes, a date or a time.");
  }

  @Test
  void should_put_one_key_into_batches() {
    assertRefused(
        PLAIN,
        Map.of("url", "https://a/$id?day=$day", "lookup.batch.size", "2"),
        List.of("id", "day"),
        "'lookup.batch.size' needs one key that goes into the request, but this join has 2.");
    assertRefused(
        PLAIN,
        Map.of("url", "https://a/b", "lookup.batch.size", "2"),
        List.of("id"),
        "'lookup.batch.size' needs one key that goes into the request, but this join has 0.");
  }

  @Test
  void should_only_check_answers_where_all_rows_are_loaded() {
    LookupPlan plan =
        Joins.of(
                PLAIN,
                Map.of(
                    "url", "https://a/b",
                    "lookup.cache", "FULL",
                    "lookup.full-cache.periodic-reload.interval", "1 h"),
                "day",
                "id")
            .plan();

    assertThat(plan.parameters()).isEmpty();
    assertThat(plan.filters())
        .containsExactly(
            new Filter(1, 0, VarCharType.STRING_TYPE), new Filter(0, 1, new BigIntType()));
  }

  @ParameterizedTest
  @CsvSource({
    "lookup-http,io.sqluice.lookup.table.HttpLookupTableFactory",
    "sqluice-lookup,io.sqluice.lookup.table.SqluiceLookupTableFactory"
  })
  void should_be_found_by_either_name(String connector, Class<?> factory) {
    Factory found =
        FactoryUtil.discoverFactory(
            JoinPlannerTest.class.getClassLoader(), Factory.class, connector);

    assertThat(found).isExactlyInstanceOf(factory);
  }
}
