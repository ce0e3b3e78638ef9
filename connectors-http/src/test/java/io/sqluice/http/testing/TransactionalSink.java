package io.sqluice.http.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A sink whose rows appear when the checkpoint that holds them is committed: a transaction is a
 * list of rows with an id, and committing it twice has no effect.
 */
public final class TransactionalSink
    implements Sink<String>, SupportsCommitter<TransactionalSink.Transaction> {

  private static final long serialVersionUID = 1L;

  /** Committed transactions by sink name and id; sinks run in this JVM. */
  private static final Map<String, Map<String, List<String>>> COMMITTED = new ConcurrentHashMap<>();

  private final String name;

  public TransactionalSink(String name) {
    this.name = name;
    COMMITTED.put(name, new ConcurrentHashMap<>());
  }

  /** The rows of one checkpoint. */
  public record Transaction(String id, List<String> rows) {}

  /** All committed rows, in no particular order. */
  public List<String> committed() {
    List<String> rows = new ArrayList<>();
    COMMITTED.get(name).values().forEach(rows::addAll);
    return rows;
  }

  @Override
  public SinkWriter<String> createWriter(WriterInitContext context) {
    return new Writer();
  }

  @Override
  public Committer<Transaction> createCommitter(CommitterInitContext context) {
    return new CommitOnce(name);
  }

  @Override
  public SimpleVersionedSerializer<Transaction> getCommittableSerializer() {
    return new TransactionSerializer();
  }

  private static final class Writer implements CommittingSinkWriter<String, Transaction> {

    private List<String> rows = new ArrayList<>();

    @Override
    public void write(String row, Context context) {
      rows.add(row);
    }

    @Override
    public void flush(boolean endOfInput) {
      // Rows are handed over by prepareCommit.
    }

    @Override
    public Collection<Transaction> prepareCommit() {
      List<String> batch = rows;
      rows = new ArrayList<>();
      return List.of(new Transaction(UUID.randomUUID().toString(), batch));
    }

    @Override
    public void close() {
      // Rows that no checkpoint holds are gone, as in a transaction that is aborted.
    }
  }

  private static final class CommitOnce implements Committer<Transaction> {

    private final String name;

    private CommitOnce(String name) {
      this.name = name;
    }

    @Override
    public void commit(Collection<CommitRequest<Transaction>> requests) {
      for (CommitRequest<Transaction> request : requests) {
        Transaction transaction = request.getCommittable();
        COMMITTED.get(name).put(transaction.id(), transaction.rows());
      }
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private static final class TransactionSerializer
      implements SimpleVersionedSerializer<Transaction> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Transaction transaction) {
      return (transaction.id() + "\n" + String.join("\n", transaction.rows()))
          .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Transaction deserialize(int version, byte[] bytes) throws IOException {
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return new Transaction(lines.get(0), List.copyOf(lines.subList(1, lines.size())));
    }
  }
}
