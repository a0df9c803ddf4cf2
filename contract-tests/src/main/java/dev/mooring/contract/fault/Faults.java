package dev.mooring.contract.fault;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Makes faults happen between an adapter and its backend, and watches what passes. Two forms: an HTTP proxy in
 * front of a simulator or of a live server, and a wrapper around the calls of an adapter without HTTP. While nothing
 * is armed everything passes unchanged. Safe for several threads.
 */
public interface Faults extends AutoCloseable {

    /** Which form this is; the suite's report says so. */
    Form form();

    /** Whether this form can make that fault; rules that need another are skipped with that reason. */
    boolean supports(Fault fault);

    /**
     * From now on the requests that {@code on} names meet these faults, one each, in this order; what was armed before is disarmed.
     * Where {@code on} means every request, the faults are used in turn.
     *
     * @throws IllegalArgumentException when a fault is not supported, or none is given
     */
    void arm(On on, Fault... faults);

    /** Disarms what is armed, releases what is delayed and ends what drips. */
    void clear();

    /** The requests that passed or met a fault since the start or the last {@link #reset()}, in order of arrival. */
    List<Request> requests();

    /**
     * Waits until so many requests have arrived since the last {@link #reset()}.
     *
     * @return whether they did, within the guard
     * @throws InterruptedException when the waiting thread is interrupted
     */
    boolean awaitRequests(int count, Duration guard) throws InterruptedException;

    /**
     * Waits until so many requests have met what was armed last, also when it was cleared since.
     *
     * @return whether they did, within the guard
     * @throws InterruptedException when the waiting thread is interrupted
     */
    boolean awaitMet(int count, Duration guard) throws InterruptedException;

    /**
     * Waits until no write that has arrived here is on its way to the backend any more: it has acted on each of them, also where
     * the client gave up long before. An answer that is held back is not waited for.
     *
     * @return whether none is, within the guard
     * @throws InterruptedException when the waiting thread is interrupted
     */
    boolean awaitQuiet(Duration guard) throws InterruptedException;

    /** Clears, and forgets the requests seen so far. */
    void reset();

    /**
     * Texts in the requests so far that look like credentials: the values of authorization and key headers, cookies and token
     * parameters. Not forgotten by {@link #reset()}. They serve to find a credential where it does not belong.
     */
    Set<String> credentials();

    /** The requests that followed a {@link Fault#redirect()} to the other host, in full, headers and body included. */
    List<Request> strangers();

    /** Clears and ends what was started for it. May be called twice. */
    @Override
    void close();

    /** The forms of fault injection. */
    enum Form {
        /** A proxy between the adapter and its server. */
        HTTP,
        /** Around the adapter's calls. */
        CALL
    }

    /**
     * A request on its way to the backend. Immutable.
     *
     * @param what method and path, or the name of the call
     * @param write whether it may change something
     * @param whole everything that was sent, as text; the same as {@code what} where that is not known
     */
    record Request(String what, boolean write, String whole) {
        @Override
        public String toString() {
            return what;
        }
    }
}
