package dev.mooring.contract.fault;

import java.util.concurrent.Callable;

/** How an adapter without HTTP reaches its backend: each of its remote calls runs through here. */
@FunctionalInterface
public interface Transport {

    /**
     * Runs a remote call and answers what it answers.
     *
     * @param <T> what the call answers
     * @param name what is called, for people
     * @param write whether the call may change something
     * @throws Exception what the call throws, or what the way to it did
     */
    <T> T call(String name, boolean write, Callable<T> call) throws Exception;
}
