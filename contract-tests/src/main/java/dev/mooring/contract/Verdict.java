package dev.mooring.contract;

/** What became of a rule in one run. */
enum Verdict {
    /** It holds. */
    PASSED,
    /** It does not. */
    FAILED,
    /** It was not asked, with a reason. */
    SKIPPED,
    /** It holds, though the adapter does not claim it. */
    UNDECLARED,
    /** The run did not reach it. */
    NOT_RUN
}
