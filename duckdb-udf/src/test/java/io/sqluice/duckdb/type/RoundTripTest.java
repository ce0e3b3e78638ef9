package io.sqluice.duckdb.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.duckdb.engine.DuckDbSession;
import io.sqluice.duckdb.engine.RowsQuery;
import io.sqluice.duckdb.engine.SessionConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.conversion.DataStructureConverter;
import org.apache.flink.table.data.conversion.DataStructureConverters;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random rows of random schemas go through DuckDB and come back as they were. */
class RoundTripTest {

  private static final int ROWS = 40;

  private final TimeZone zone = TimeZone.getDefault();

  /** One with gaps, in which date-times without a zone must not fall. */
  @BeforeEach
  void set_a_zone_with_summer_time() {
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
  }

  @AfterEach
  void reset_the_zone() {
    TimeZone.setDefault(zone);
  }

  static List<Long> seeds() {
    Long chosen = Long.getLong("sqluice.seed");
    if (chosen != null) {
      return List.of(chosen);
    }
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= 120; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void should_give_rows_back_as_they_went_in(long seed) throws Exception {
    RandomRows random = new RandomRows(seed);
    RowType type = random.rowType();
    List<RowData> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(random.row(type));
    }

    List<RowData> back = new ArrayList<>();
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT);
        RowsQuery query = session.prepare("SELECT * FROM input", "input", type, type)) {
      query.run(rows, back::add);
    }

    assertThat(external(back, type))
        .as("type %s, -Dsqluice.seed=%d", type.asSummaryString(), seed)
        .containsExactlyElementsOf(external(rows, type));
  }

  private static List<Object> external(List<RowData> rows, RowType type) {
    DataStructureConverter<Object, Object> converter =
        DataStructureConverters.getConverter(
            TypeConversions.fromLogicalToDataType((LogicalType) type));
    converter.open(RoundTripTest.class.getClassLoader());
    List<Object> values = new ArrayList<>();
    for (RowData row : rows) {
      values.add(ComparableValue.of(converter.toExternal((GenericRowData) row)));
    }
    return values;
  }
}
