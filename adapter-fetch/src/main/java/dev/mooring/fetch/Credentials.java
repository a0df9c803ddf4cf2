package dev.mooring.fetch;

import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bearer token, asked for when it is needed and again when the server refuses it: once, however many calls are refused at the same
 * time. Safe for several threads.
 */
final class Credentials {

    private final Supplier<String> source;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable String known;

    Credentials(Supplier<String> source) {
        this.source = source;
    }

    /** The token to try. */
    String token() {
        return alone(() -> known == null ? fetched() : known);
    }

    /** The token to try instead of a refused one; empty when there is no other. */
    Optional<String> instead(String refused) {
        return alone(() -> {
            String token = known != null && !known.equals(refused) ? known : fetched();
            return token.equals(refused) ? Optional.empty() : Optional.of(token);
        });
    }

    private String fetched() {
        try {
            String token = source.get();
            known = token;
            return token;
        } catch (SyncException e) {
            throw e;
        } catch (RuntimeException e) {
            throw TemporaryFailure.notApplied("there is no token: its supplier failed", e);
        }
    }

    private <T> T alone(Supplier<T> work) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TemporaryFailure.notApplied("interrupted while waiting for a token", e);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
