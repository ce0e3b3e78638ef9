package io.sqluice.http.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.Lease;
import io.sqluice.http.client.SharedResources;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class JqThreadPoolTest {

  @Test
  void should_be_one_for_all_tables_of_a_worker_until_the_last_one_ends() throws Exception {
    // given
    JqThreadPool pool;
    try (Lease one = SharedResources.acquire()) {
      pool = JqThreadPool.of(one);
      try (Lease other = SharedResources.acquire()) {
        assertThat(JqThreadPool.of(other)).isSameAs(pool);
      }

      // then
      assertThat(pool.submit(() -> 1).get()).isEqualTo(1);
    }
    assertThatThrownBy(() -> pool.submit(() -> 2)).isInstanceOf(RejectedExecutionException.class);
  }
}
