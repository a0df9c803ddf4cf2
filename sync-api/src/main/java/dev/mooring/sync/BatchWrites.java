package dev.mooring.sync;

import java.util.List;

/** Optional: many writes in one call (BATCH-1 to BATCH-9). */
public interface BatchWrites {

    /**
     * Sends writes together. There MUST be at most one write per record. The answer has one outcome per write, in order; what is
     * refused is refused for itself alone. {@link Rejected} means that nothing at all was taken (BATCH-5): the caller bisects,
     * nobody else does. A {@link TemporaryFailure} speaks of every write of the batch; each may be sent again. Safe for several threads.
     *
     * @param writes at least one, at most {@link Guarantees#largestBatch()}, each of another record
     */
    List<Outcome> write(List<Write> writes);
}
