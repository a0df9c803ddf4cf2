package dev.mooring.sync;

import java.util.Optional;

/**
 * One collection of one backend, as one user sees it: five short, blocking verbs. An author starts from what his backend is and
 * claims in {@link #guarantees()} only what it can promise; the engine does the rest.
 *
 * <p>Every verb MUST end in bounded time, MUST stop when its thread is interrupted (FAULT-10, FAULT-11) and MAY throw a
 * {@link SyncException}; any other exception is a defect of the adapter. Where a failure leaves open whether a write took
 * effect, it says {@link TemporaryFailure#maybeApplied()}. Whatever the network and the server do, a failure has the kind that
 * the engine should act on (ERROR-1 to ERROR-14), and a write that is sent again after it has one effect (FAULT-1 to FAULT-12).
 * No secret is told, sent elsewhere or kept, and no other user's record is seen or touched (SECRET-1 to SECRET-6).
 *
 * <p>Adapters are objects without surprises: the same answers to every client, closed twice without harm, safe for use by several
 * threads at once (CLIENT-1 to CLIENT-6).
 */
public interface SyncAdapter extends AutoCloseable {

    /**
     * The records that exist: each one that exists throughout the walk is seen (LIST-2, LIST-8, LIST-9), deleted ones are not
     * (LIST-12). The rules are LIST-1 to LIST-13.
     *
     * @param from {@link Cursor#START} or the last page's {@code next}
     * @param limit a wish, at least 1 (LIST-6, LIST-7)
     */
    Page list(Cursor from, int limit);

    /** Makes a record. A taken id is a conflict, whoever took it: {@link Settlement} settles it (CREATE-1 to CREATE-14). */
    Outcome create(Create create);

    /** Changes some fields of a record (UPDATE-1 to UPDATE-17). */
    Outcome update(Update update);

    /** Removes a record; that it is gone already is success (DELETE-1 to DELETE-9). */
    Outcome delete(Delete delete);

    /**
     * What changed since the cursor; {@link Cursor#START} answers a whole snapshot (FEED-1). A backend without a feed returns
     * {@link Snapshots#page(SyncAdapter, Cursor, int)}. The rules are FEED-1 to FEED-28.
     *
     * @param since {@link Cursor#START} or the last page's {@code next}
     * @param limit a wish, at least 1 (FEED-12, FEED-15)
     */
    ChangePage changesSince(Cursor since, int limit);

    /** What the backend, as configured, can promise. No I/O; the same answer every time (CLIENT-1). */
    Guarantees guarantees();

    /**
     * An optional capability: {@link BatchWrites}, {@link Lookup}, {@link KeyScan}, {@link LiveChanges}. An adapter implements
     * the interfaces it has. A decorator overrides this method, answers with a decorated version of those it knows, forwards
     * the others and implements none of them itself (CLIENT-6).
     *
     * @param <C> the capability
     */
    default <C> Optional<C> capability(Class<C> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Ends what the adapter holds. May be called twice (CLIENT-2). */
    @Override
    default void close() {}
}
