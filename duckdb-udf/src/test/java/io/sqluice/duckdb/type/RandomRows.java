package io.sqluice.duckdb.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DayTimeIntervalType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.YearMonthIntervalType;

/** Random types and values of them, the edges among them; the same ones for the same seed. */
final class RandomRows {

  private static final int DEEPEST = 3;

  private final Random random;

  RandomRows(long seed) {
    random = new Random(seed);
  }

  RowType rowType() {
    return row(1 + random.nextInt(6), 0);
  }

  private RowType row(int fields, int depth) {
    List<RowType.RowField> all = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      all.add(new RowType.RowField(name(i), type(depth)));
    }
    return new RowType(all);
  }

  private String name(int i) {
    return switch (random.nextInt(4)) {
      case 0 -> "f " + i;
      case 1 -> "f\"" + i;
      case 2 -> "Fä" + i;
      default -> "f" + i;
    };
  }

  private LogicalType type(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 20 : 17)) {
      case 0 -> new VarCharType(VarCharType.MAX_LENGTH);
      case 1 -> new BooleanType();
      case 2 -> new TinyIntType();
      case 3 -> new SmallIntType();
      case 4 -> new IntType();
      case 5 -> new BigIntType();
      case 6 -> new FloatType();
      case 7 -> new DoubleType();
      case 8, 9 -> {
        int precision = 1 + random.nextInt(38);
        yield new DecimalType(precision, random.nextInt(precision + 1));
      }
      case 10 -> new DateType();
      case 11 -> new TimeType(3);
      case 12 -> new TimestampType(random.nextInt(10));
      case 13 -> new LocalZonedTimestampType(random.nextInt(7));
      case 14 -> new VarBinaryType(VarBinaryType.MAX_LENGTH);
      case 15 -> new YearMonthIntervalType(YearMonthIntervalType.YearMonthResolution.MONTH);
      case 16 -> new DayTimeIntervalType(DayTimeIntervalType.DayTimeResolution.DAY_TO_SECOND, 6, 3);
      case 17 -> new ArrayType(type(depth + 1));
      case 18 -> new MapType(key(), type(depth + 1));
      default -> row(1 + random.nextInt(3), depth + 1);
    };
  }

  private LogicalType key() {
    return switch (random.nextInt(4)) {
      case 0 -> new IntType(false);
      case 1 -> new DateType(false);
      case 2 -> new TimestampType(false, 3);
      default -> new VarCharType(false, VarCharType.MAX_LENGTH);
    };
  }

  RowData row(RowType type) {
    GenericRowData row = new GenericRowData(type.getFieldCount());
    for (int i = 0; i < type.getFieldCount(); i++) {
      row.setField(i, value(type.getTypeAt(i)));
    }
    return row;
  }

  private Object value(LogicalType type) {
    if (type.isNullable() && random.nextInt(6) == 0) {
      return null;
    }
    boolean edge = random.nextInt(4) == 0;
    boolean low = random.nextBoolean();
    return switch (type.getTypeRoot()) {
      case VARCHAR -> StringData.fromString(text());
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> edge ? (low ? Byte.MIN_VALUE : Byte.MAX_VALUE) : (byte) random.nextInt();
      case SMALLINT -> edge ? (low ? Short.MIN_VALUE : Short.MAX_VALUE) : (short) random.nextInt();
      case INTEGER -> edge ? (low ? Integer.MIN_VALUE : Integer.MAX_VALUE) : random.nextInt();
      case BIGINT -> edge ? (low ? Long.MIN_VALUE : Long.MAX_VALUE) : random.nextLong();
      case FLOAT -> edge ? floating().floatValue() : random.nextFloat() * 1e10f;
      case DOUBLE -> edge ? floating() : random.nextGaussian() * 1e100;
      case DECIMAL -> decimal((DecimalType) type, edge);
      case DATE -> edge ? (low ? -719162 : 2932896) : random.nextInt(40000);
      case TIME_WITHOUT_TIME_ZONE -> edge ? (low ? 0 : 86_399_999) : random.nextInt(86_400_000);
      case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(((TimestampType) type).getPrecision(), edge);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          timestamp(((LocalZonedTimestampType) type).getPrecision(), edge);
      case VARBINARY -> bytes();
      case INTERVAL_YEAR_MONTH -> random.nextInt(20000) - 10000;
      case INTERVAL_DAY_TIME -> random.nextLong(1_000_000_000_000L) - 500_000_000_000L;
      case ARRAY -> array(((ArrayType) type).getElementType());
      case MAP -> map((MapType) type);
      case ROW -> row((RowType) type);
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private String text() {
    String[] texts = {
      "", "a", "it's \"quoted\"", "zwölf ✓ 𝄞", "a\nb\t\\", "NULL", "{\"a\":1}", "x".repeat(300)
    };
    return texts[random.nextInt(texts.length)];
  }

  private Double floating() {
    double[] edges = {
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      Float.MAX_VALUE,
      0.1f,
      -1
    };
    return edges[random.nextInt(edges.length)];
  }

  private DecimalData decimal(DecimalType type, boolean edge) {
    BigInteger largest = BigInteger.TEN.pow(type.getPrecision()).subtract(BigInteger.ONE);
    BigInteger digits = edge ? largest : new BigInteger(largest.bitLength(), random).mod(largest);
    return DecimalData.fromBigDecimal(
        new BigDecimal(random.nextBoolean() ? digits : digits.negate(), type.getScale()),
        type.getPrecision(),
        type.getScale());
  }

  /** In the years 1 to 9999; with nanoseconds, in those that 64 bits of them reach. */
  private TimestampData timestamp(int precision, boolean edge) {
    long from = precision > 6 ? -9_000_000_000L : -62_135_596_800L;
    long to = precision > 6 ? 9_000_000_000L : 253_402_300_799L;
    // A second that is in the gap of New York's summer time half of the time.
    long second =
        edge
            ? (random.nextBoolean() ? from : to)
            : random.nextBoolean() ? 1_710_037_800L : random.nextLong(from, to);
    long unit = (long) Math.pow(10, 9 - precision);
    long nanos = random.nextLong(1_000_000_000L) / unit * unit;
    return TimestampData.fromEpochMillis(
        second * 1000 + nanos / 1_000_000, (int) (nanos % 1_000_000));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private GenericArrayData array(LogicalType elementType) {
    Object[] elements = new Object[random.nextInt(4)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = value(elementType);
    }
    return new GenericArrayData(elements);
  }

  private GenericMapData map(MapType type) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      entries.put(value(type.getKeyType()), value(type.getValueType()));
    }
    return new GenericMapData(entries);
  }
}
