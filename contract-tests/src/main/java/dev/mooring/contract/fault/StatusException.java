package dev.mooring.contract.fault;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A status, thrown: what stands for one in a client that has no exceptions of its own for them. */
public final class StatusException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String retryAfter;

    /** Of an armed {@link Fault#status(int)}. */
    public StatusException(Fault fault) {
        super("the backend answered " + fault.status());
        this.status = fault.status();
        this.retryAfter = fault.retryAfter().orElse(null);
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** The pause that the backend asked for, in the form of the header {@code Retry-After}. */
    public Optional<String> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
