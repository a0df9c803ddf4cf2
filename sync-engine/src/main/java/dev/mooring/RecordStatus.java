package dev.mooring;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one record stands with the backend (law 16). Immutable.
 *
 * @param state where its first write is
 * @param pending how many writes of it wait
 * @param attempts how often the first one failed in a row
 * @param next when that is tried next; empty where time does not decide
 * @param problem what its last attempt said, or why it was given up
 */
public record RecordStatus(State state, int pending, int attempts, Optional<Instant> next, Optional<String> problem) {

    private static final RecordStatus SYNCED = new RecordStatus(State.SYNCED, 0, 0, Optional.empty(), Optional.empty());

    static RecordStatus of(List<PendingWrite> waiting, Optional<DeadLetter> letter) {
        if (waiting.isEmpty()) {
            return letter.map(RecordStatus::dead).orElse(SYNCED);
        }
        PendingWrite first = waiting.get(0);
        State state = switch (first.status()) {
            case READY, WAITING -> State.PENDING;
            case CLAIMED -> State.IN_FLIGHT;
            case HELD -> State.HELD;
            case IN_DOUBT -> State.IN_DOUBT;
        };
        return new RecordStatus(
                state,
                waiting.size(),
                first.delivery().attempts(),
                Optional.of(first.delivery().due()).filter(due -> first.status() == PendingWrite.Status.READY),
                first.delivery().problem());
    }

    private static RecordStatus dead(DeadLetter letter) {
        return new RecordStatus(
                State.DEAD_LETTER,
                0,
                letter.write().delivery().attempts(),
                Optional.empty(),
                Optional.of(letter.problem().message()));
    }

    /** Where a record's first write is. */
    public enum State {
        /** Nothing of it waits. */
        SYNCED,
        /** It waits for its time, or for other writes. */
        PENDING,
        /** It was handed to a call whose answer is not here yet. */
        IN_FLIGHT,
        /** It waits for a whole pull that shows what the backend has. */
        HELD,
        /** Nobody can tell whether it arrived: {@link Records#resend} or {@link Records#settle} decides. */
        IN_DOUBT,
        /** Its last write was given up, and nothing else waits. */
        DEAD_LETTER
    }
}
