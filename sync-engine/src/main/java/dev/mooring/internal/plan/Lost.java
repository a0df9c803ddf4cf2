package dev.mooring.internal.plan;

import dev.mooring.store.DeadLetter.Reason;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Problem;
import java.util.Optional;

/**
 * A write that a plan gives up: it becomes a dead letter.
 *
 * @param write as it was given up
 * @param reason why
 * @param problem what was said
 * @param base the ancestor, as far as it is known
 * @param theirs what the backend has instead
 */
public record Lost(
        PendingWrite write, Reason reason, Problem problem, Optional<Document> base, Optional<Change> theirs) {}
