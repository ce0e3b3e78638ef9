package io.sqluice.job.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.shaded.org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import io.sqluice.shaded.org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import java.io.StringReader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReservedNamesTest {

  @Test
  void should_know_each_reserved_word_of_flink_as_one_or_the_other() {
    // given
    SqlAbstractParserImpl.Metadata metadata =
        FlinkSqlParserImpl.FACTORY.getParser(new StringReader("")).getMetadata();
    Set<String> reserved = new TreeSet<>();
    metadata.getTokens().stream().filter(metadata::isReservedWord).forEach(reserved::add);

    // then
    Set<String> known = new TreeSet<>(ReservedNames.STRUCTURAL);
    known.addAll(ReservedNames.POSSIBLE);
    assertThat(known).containsAll(reserved);
  }
}
