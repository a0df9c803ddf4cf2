package dev.mooring.store;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One moment of a {@link LocalStore}. Lists never hold more than {@code limit} items and go on after the last item seen; an
 * empty list is the end. Collections that nothing was stored in are empty, never unknown. Used by one thread, inside the work it was given to.
 */
public interface StoreReader {

    /** One record, found by its id. */
    Optional<StoredRecord> record(String collection, String id);

    /** Several records at once, by id; those that are not stored are left out. Asked with as many ids as a page has rows. */
    Map<String, StoredRecord> records(String collection, Collection<String> ids);

    /**
     * The records of a collection, in an order of the store's own that is the same every time.
     *
     * @param after the last id seen; empty = from the beginning. It need not exist (any more)
     */
    List<StoredRecord> records(String collection, String after, int limit);

    /** How many records have a base: what the backend is known to hold. May cost a walk through an index. */
    long based(String collection);

    /**
     * The records that have a base and were last marked below a generation (never marked = 0), in the order of
     * {@link #records(String, String, int)}. A whole walk may cost as much as reading every record once.
     *
     * @param generation marks below this count as absent
     * @param after the last id seen; empty = from the beginning
     */
    List<StoredRecord> unmarked(String collection, long generation, String after, int limit);

    /** How many records {@link #unmarked} would show in all. May cost a walk. */
    long unmarkedCount(String collection, long generation);

    /**
     * The marks of several records, by id (see {@link StoreTransaction#mark}); records without one, or that are not stored, are left out. Asked with
     * as many ids as a page has rows.
     */
    Map<String, Long> marks(String collection, Collection<String> ids);

    /** One pending write. */
    Optional<PendingWrite> pending(long sequence);

    /** The pending writes of one record, by sequence. There are never more than a handful. */
    List<PendingWrite> pendingOf(String collection, String id);

    /**
     * The pending writes of several records at once, by id, each list by sequence; records without any are left out. Asked with as many ids as a
     * batch has writes. A store SHOULD find them by fewer looks than one for each.
     */
    default Map<String, List<PendingWrite>> pendingOf(String collection, Collection<String> ids) {
        Map<String, List<PendingWrite>> found = new LinkedHashMap<>();
        for (String id : ids) {
            List<PendingWrite> chain = pendingOf(collection, id);
            if (!chain.isEmpty()) {
                found.put(id, chain);
            }
        }
        return found;
    }

    /**
     * Pending writes of one status that are due, by due time, then by sequence. MUST be found by an index, so that a hundred thousand others
     * cost nothing.
     *
     * @param due writes due at this moment or before
     */
    List<PendingWrite> pending(String collection, PendingWrite.Status status, Instant due, int limit);

    /**
     * All pending writes of a collection, by sequence.
     *
     * @param after the last sequence seen; 0 = from the beginning
     */
    List<PendingWrite> pending(String collection, long after, int limit);

    /** Pending writes that wait for the given one (see {@link PendingWrite#waitsFor()}), of any collection, by sequence. Found by an index. */
    List<PendingWrite> waitingFor(long sequence, int limit);

    /** When the next write with the status {@link PendingWrite.Status#READY} is due. */
    Optional<Instant> nextDue(String collection);

    /** How many pending writes a collection has. MUST NOT cost more when there are more. */
    long pendingCount(String collection);

    /** One dead letter. */
    Optional<DeadLetter> deadLetter(long number);

    /**
     * The dead letters of a collection, by number.
     *
     * @param after the last number seen; 0 = from the beginning
     */
    List<DeadLetter> deadLetters(String collection, long after, int limit);

    /** How many dead letters a collection has. MUST NOT cost more when there are more. */
    long deadLetterCount(String collection);

    /**
     * A note.
     *
     * @param owner a collection, or empty for the store itself
     * @param name what is noted
     */
    Optional<String> note(String owner, String name);

    /**
     * The notes of an owner, text by name, in an order of the store's own that is the same every time. A note whose name is empty is found by
     * {@link #note} alone.
     *
     * @param owner a collection, or empty for the store itself
     * @param after the last name seen; empty = from the beginning. It need not exist (any more)
     */
    Map<String, String> notes(String owner, String after, int limit);

    /** The names of the collections that have a record, a pending write, a dead letter or a note, in any order. */
    List<String> collections();
}
