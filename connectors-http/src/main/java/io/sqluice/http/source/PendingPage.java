package io.sqluice.http.source;

import java.util.List;
import org.apache.flink.table.data.RowData;

/**
 * The rows of an accepted answer that have not been emitted yet.
 *
 * @param metadata what they have in common
 * @param firstIndex the record index of the first of them
 * @param rows physical columns only, in order
 */
record PendingPage(PageMetadata metadata, long firstIndex, List<RowData> rows) {}
