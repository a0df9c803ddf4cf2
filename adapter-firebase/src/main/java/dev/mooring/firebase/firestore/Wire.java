package dev.mooring.firebase.firestore;

import java.util.concurrent.Callable;

/** The way of each remote call to the SDK's client, where tests put faults. */
@FunctionalInterface
interface Wire {

    /** Calls at once. */
    Wire DIRECT = new Wire() {
        @Override
        public <T> T call(String name, boolean write, Callable<T> call) throws Exception {
            return call.call();
        }
    };

    /**
     * Runs a remote call and answers what it answers.
     *
     * @param write whether the call may change something
     */
    <T> T call(String name, boolean write, Callable<T> call) throws Exception;
}
