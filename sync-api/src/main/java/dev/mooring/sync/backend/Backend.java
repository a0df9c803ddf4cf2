package dev.mooring.sync.backend;

import dev.mooring.sync.SyncAdapter;

/**
 * One backend as one user sees it: owns the connection and the sign-in, and makes the adapters of its collections. Safe for use
 * by several threads.
 */
public interface Backend extends AutoCloseable {

    /** The adapter of a collection; closing it leaves the backend open. */
    SyncAdapter collection(String name);

    /** Ends the connection; adapters made here fail from now on. May be called twice. */
    @Override
    void close();
}
