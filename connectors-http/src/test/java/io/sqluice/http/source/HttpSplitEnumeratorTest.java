package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;
import org.junit.jupiter.api.Test;

class HttpSplitEnumeratorTest {

  private static final String TABLE = "t";
  private static final int OWNER = Math.floorMod(TABLE.hashCode(), 3);

  private final TestingSplitEnumeratorContext<HttpSplit> context =
      new TestingSplitEnumeratorContext<>(3);

  @Test
  void should_give_the_split_to_one_reader() {
    HttpSplitEnumerator enumerator = enumerator(false);

    register(enumerator);

    assertThat(context.getSplitAssignments().keySet()).containsExactly(OWNER);
    assertThat(context.getSplitAssignments().get(OWNER).getAssignedSplits())
        .containsExactly(HttpSplit.initial("requests"));
    assertThat(context.getSplitAssignments().get(OWNER).hasReceivedNoMoreSplitsSignal()).isFalse();
    assertThat(enumerator.snapshotState(1).unassigned()).isEmpty();
  }

  @Test
  void should_tell_readers_of_a_bounded_table_that_no_more_splits_follow() {
    register(enumerator(true));

    assertThat(context.getSplitAssignments()).hasSize(3);
    assertThat(context.getSplitAssignments().values())
        .allMatch(state -> state.hasReceivedNoMoreSplitsSignal());
  }

  @Test
  void should_hold_a_split_that_came_back_until_its_reader_is_there_again() {
    HttpSplitEnumerator enumerator = enumerator(false);
    register(enumerator);
    HttpSplit split = HttpSplit.initial("requests");
    context.getSplitAssignments().clear();

    enumerator.addSplitsBack(List.of(split), OWNER);

    assertThat(enumerator.snapshotState(1).unassigned()).containsExactly(split);
    enumerator.addReader(OWNER);
    assertThat(context.getSplitAssignments().get(OWNER).getAssignedSplits()).containsExactly(split);
    assertThat(enumerator.snapshotState(2).unassigned()).isEmpty();
  }

  private HttpSplitEnumerator enumerator(boolean bounded) {
    return new HttpSplitEnumerator(context, TABLE, bounded, List.of(HttpSplit.initial("requests")));
  }

  private void register(HttpSplitEnumerator enumerator) {
    for (int subtask = 0; subtask < 3; subtask++) {
      context.registerReader(subtask, "localhost");
      enumerator.addReader(subtask);
    }
  }
}
