package dev.mooring.store;

import java.util.function.Function;

/**
 * The durable home of records, of the writes that wait for the backend, of dead letters and of small notes (cursors, counters).
 * A store keeps values and decides nothing: it never merges, never interprets a note, never drops what it was not told to drop.
 *
 * <p><b>Rules every store keeps.</b>
 *
 * <ul>
 *   <li>STORE-1. Everything that one {@link #write} does becomes visible and durable together, or not at all. When {@code write}
 *       returns, it is durable: a killed process, and with a durable store a lost power supply, cannot take it back, nor any work before it. Work that throws leaves nothing behind, even
 *       when the store commits the work of several callers together, and its exception reaches its caller as it is.
 *   <li>STORE-2. Works run one at a time, each exactly once, on whatever thread the store likes: inline when nobody waits, on a
 *       writer of its own otherwise (group commit). Work sees what earlier work did, its own changes included.
 *   <li>STORE-3. {@link #read} sees one committed moment throughout, and does not wait for a writer that waits for the disk. Reads may run beside
 *       each other and beside a write.
 *   <li>STORE-4. The cost of touching one record or one pending write does not depend on how many there are (beyond the depth of an
 *       index). Nothing is rewritten whole, nothing is loaded whole: every list has a limit and goes on after the last item seen.
 *   <li>STORE-5. Values come back equal: fields as {@link dev.mooring.sync.Fields} has them (numbers by value, nested nulls kept, order of keys kept),
 *       instants to the millisecond at least, texts of any content as ids and names.
 *   <li>STORE-6. Nothing is lost and nothing is overwritten on failure. Each failure is a {@link StoreException} of a kind. A file that is corrupt, or written
 *       by a newer version, is reported when it is opened or read, and left byte for byte as it is (law 20).
 *   <li>STORE-7. One process owns a store. Opening it a second time, in this process or another, fails with
 *       {@link StoreException.Kind#LOCKED}; a killed owner loses it.
 *   <li>STORE-8. After {@link #close} every call fails with {@link StoreException.Kind#CLOSED}. Closing waits for works that have begun;
 *       those that have not begun fail. Closing twice does nothing.
 *   <li>STORE-9. A caller that is interrupted while it waits still gets the true result, with its interrupt flag set: a
 *       write is never left in doubt.
 *   <li>STORE-10. {@link StoreTransaction#onCommit} runs after the commit, in the order of the commits, one at a time, before {@code write}
 *       returns. Never when the work was undone.
 * </ul>
 *
 * <p>Work MUST NOT call {@code read} or {@code write} of the store again, and MUST NOT keep its reader or transaction. A store
 * throws {@link IllegalStateException} where it notices. Safe for use by several threads.
 */
public interface LocalStore extends AutoCloseable {

    /**
     * Looks at one committed moment.
     *
     * @param work looks, and answers with values; may look as long as it likes (a long look may hold back the recycling of space, never a writer of a durable store)
     * @param <T> the answer
     */
    <T> T read(Function<? super StoreReader, T> work);

    /**
     * Changes something, all or nothing, and returns when it is durable.
     *
     * @param work short: others wait behind it
     * @param <T> the answer
     */
    <T> T write(Function<? super StoreTransaction, T> work);

    /**
     * As {@link #write}, for what can be done again as it was: the store need not wait for its disk. A lost power supply may take it back, with
     * every later work of this kind, until a {@link #write} returns; a killed process cannot.
     *
     * @param work short: others wait behind it
     * @param <T> the answer
     */
    default <T> T writeRepeatable(Function<? super StoreTransaction, T> work) {
        return write(work);
    }

    /** Lets go of the store. May be called twice. */
    @Override
    void close();
}
