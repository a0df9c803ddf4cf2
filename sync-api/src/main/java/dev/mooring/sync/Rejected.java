package dev.mooring.sync;

import org.jspecify.annotations.Nullable;

/**
 * {@link Outcome.Refused}, thrown: for an author whose code sits too deep to return it. From {@link BatchWrites} it means that
 * nothing of the batch was taken (BATCH-5).
 */
public final class Rejected extends SyncException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /** Refuses for a reason. */
    public Rejected(Problem problem) {
        this(problem, null);
    }

    /** As above, with a cause. */
    public Rejected(Problem problem, @Nullable Throwable cause) {
        super(Tokens.present(problem, "the problem of a rejected write").code() + ": " + problem.message(), cause);
        this.problem = problem;
    }

    /** Why. */
    public Problem problem() {
        return problem;
    }
}
