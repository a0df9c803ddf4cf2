package dev.mooring.crud;

import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of a function means. A {@link SyncException} means itself; {@link CrudFunctions.Errors} may say what another
 * means; what nobody knows may pass, and a write may have been done.
 */
final class CrudErrors {

    private static final int MOST_TEXT = 200;

    private final CrudFunctions.@Nullable Errors errors;

    CrudErrors(CrudFunctions.@Nullable Errors errors) {
        this.errors = errors;
    }

    SyncException meaning(String attempted, Exception failure, boolean write) {
        if (failure instanceof SyncException known) {
            return known;
        }
        Optional<SyncException> told = errors == null ? Optional.empty() : errors.meaning(failure, write);
        return told.orElseGet(() -> unknown(attempted + " failed: " + said(failure), failure, write));
    }

    static TemporaryFailure unknown(String message, @Nullable Throwable cause, boolean write) {
        return write ? TemporaryFailure.maybeApplied(message, cause) : TemporaryFailure.notApplied(message, cause);
    }

    private static String said(Exception failure) {
        String text = failure.toString();
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "...";
    }
}
