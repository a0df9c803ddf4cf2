package dev.mooring;

/** A running observation. Safe for several threads. */
public interface Subscription extends AutoCloseable {

    /** Ends it: no further call begins; one that has begun goes to its end. May be called twice, and inside of the call itself. */
    @Override
    void close();
}
