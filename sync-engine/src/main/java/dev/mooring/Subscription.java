package dev.mooring;

/** A running observation. Safe for several threads. */
public interface Subscription extends AutoCloseable {

    /** Ends it: no further call begins. May be called twice. */
    @Override
    void close();
}
