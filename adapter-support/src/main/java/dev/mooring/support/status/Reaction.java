package dev.mooring.support.status;

/** What an answer means. The first four are the adapter's to turn into an outcome or a page; the others have one failure each. */
public enum Reaction {
    /** Done: the body holds the answer. */
    DONE("done"),
    /** The id is taken or the precondition does not hold: read what is there and answer {@code Conflict} with it. */
    CONFLICT("conflict"),
    /** There is no such record: {@code Conflict(Removal)} for an update, success for a delete. */
    ABSENT("absent"),
    /** The cursor is no longer known: start over. */
    EXPIRED("start over"),
    /** {@code Rejected}, which is {@code Refused}: the backend will never take this. */
    REFUSED("refused"),
    /** {@code Unauthenticated}. */
    UNAUTHENTICATED("unauthenticated"),
    /** {@code Misconfigured}: the set-up is wrong. */
    MISCONFIGURED("misconfigured"),
    /** {@code TemporaryFailure}; certainly not applied. */
    TEMPORARY("temporary"),
    /** {@code TemporaryFailure}; after a write it is open whether it was applied. */
    IN_DOUBT("in doubt");

    private final String words;

    Reaction(String words) {
        this.words = words;
    }

    /** For people: what the printed table shows. */
    public String words() {
        return words;
    }
}
