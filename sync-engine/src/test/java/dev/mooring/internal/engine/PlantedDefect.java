package dev.mooring.internal.engine;

import static dev.mooring.internal.engine.Planting.claims;
import static dev.mooring.internal.engine.Planting.isPut;
import static dev.mooring.internal.engine.Planting.pages;
import static dev.mooring.internal.engine.Planting.setup;
import static dev.mooring.internal.engine.Planting.store;
import static dev.mooring.internal.engine.Planting.swallow;
import static dev.mooring.internal.engine.Planting.withoutNote;
import static dev.mooring.internal.engine.Planting.writes;

import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Verb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Mistakes that an engine could make, each with a world and a seed that show it. */
enum PlantedDefect {
    LAW_1_OUTBOX_ENTRY_IS_LOST(
            Scenes.KEYS,
            0,
            store((method, args) ->
                    isPut(method, args, PendingWrite.class) && ((PendingWrite) args[0]).sequence() % 7 == 0
                            ? null
                            : args)),
    LAW_1_RECORD_IS_LOST(
            Scenes.KEYS,
            0,
            store((method, args) -> isPut(method, args, StoredRecord.class)
                            && ((StoredRecord) args[0]).pending()
                            && ((StoredRecord) args[0]).id().equals("r2")
                    ? null
                    : args)),
    LAW_2_ACKNOWLEDGEMENT_BY_RECORD(Scenes.KEYS, 0, claims((store, ledger, original) -> (sent, outcomes) -> {
        original.answered(sent, outcomes);
        sent.forEach(write -> Planting.forget(store, write));
    })),
    LAW_3_SENT_IS_FORGOTTEN_AT_A_RESTART(Scenes.KEYS, 3, Planting.forgetful()),
    LAW_3_LOST_ANSWER_IS_TAKEN_FOR_A_LOST_REQUEST(Scenes.KEYS, 2, Planting.optimistic()),
    LAW_3_WRITE_IS_SENT_AGAIN_ON_A_FRESH_BASE(Scenes.KEYS, 4, Planting.refreshed()),
    LAW_4_NUMBERS_ARE_USED_AGAIN(Scenes.KEYS, 0, withoutNote("numbers")),
    LAW_4_KEY_IS_NEW_AT_EVERY_ATTEMPT(Scenes.KEYS, 0, Planting.rekeyed()),
    LAW_5_VIEW_IS_THE_BASE_ALONE(
            Scenes.KEYS,
            0,
            store((method, args) -> isPut(method, args, StoredRecord.class)
                    ? new Object[] {Planting.baseAlone((StoredRecord) args[0])}
                    : args)),
    LAW_5_PAGE_CLEARS_WHAT_WAITS(Scenes.KEYS, 0, pages((store, ledger, original) -> (page, first) -> {
        original.take(page, first);
        page.changes().forEach(change -> Planting.forget(store, change.id()));
    })),
    LAW_6_CURSOR_IS_STORED_BEFORE_ITS_PAGE(Scenes.KEYS, 30, pages((store, ledger, original) -> (page, first) -> {
        store.write(tx -> {
            ledger.notes().cursor(tx, page.next());
            return page;
        });
        original.take(page, first);
    })),
    LAW_6_LAST_CHANGE_OF_A_FULL_PAGE_IS_SKIPPED(
            Scenes.KEYS,
            0,
            Planting.changes(page -> page.changes().size() < 2
                    ? page.changes()
                    : page.changes().subList(0, page.changes().size() - 1))),
    LAW_7_WINDOWED_FEED_IS_NEVER_SWEPT(
            Scenes.WINDOWED_LATE_COMMITS, 9, setup(plain -> Planting.sweeping(plain, java.time.Duration.ofDays(9)))),
    LAW_8_REMOVALS_ARE_NOT_TAKEN(
            Scenes.KEYS,
            1,
            Planting.changes(page -> page.changes().stream()
                    .filter(change -> change.present().isPresent())
                    .toList())),
    LAW_8_ABSENCE_COUNTS_BEFORE_A_SNAPSHOT_HAS_ENDED(
            Scenes.KEYS, 9, pages((store, ledger, original) -> (page, first) -> {
                original.take(page, first);
                store.write(tx -> {
                    if (ledger.notes().is(tx, Flag.IN_SNAPSHOT)) {
                        ledger.notes().raise(tx, Flag.SWEEPING);
                    }
                    return page;
                });
            })),
    LAW_8_ACKNOWLEDGED_WRITES_ARE_SWEPT(
            Scenes.WITHOUT_FEED,
            192,
            store((method, args) -> method.equals("mark") && !(args[1] instanceof Set) ? null : args)),
    LAW_8_MARKS_OF_AN_EARLIER_SNAPSHOT_COUNT(
            Scenes.KEYS,
            29,
            store((method, args) ->
                    method.equals("putNote") && args[1].equals("generation") && !args[2].equals("1") ? null : args)),
    LAW_8_RECORD_WITH_A_PARKED_WRITE_IS_NEVER_SWEPT(Scenes.REFUSALS, 1, Planting.withoutNotesLike("missed/")),
    LAW_9_REFUSED_WRITE_IS_TAKEN_FOR_APPLIED(
            Scenes.REFUSALS,
            1,
            claims((store, ledger, original) -> (sent, outcomes) -> original.answered(
                    sent,
                    outcomes.stream()
                            .map(outcome -> outcome.match(
                                    applied -> outcome, conflict -> outcome, refused -> Outcome.applied()))
                            .toList()))),
    LAW_9_REFUSED_WRITE_LEAVES_NO_LETTER(Scenes.REFUSALS, 1, swallow(DeadLetter.class)),
    LAW_9_TEMPORARY_FAILURE_GIVES_UP(Scenes.KEYS, 0, Planting.impatient()),
    LAW_10_OUTCOMES_OF_A_BATCH_ARE_MIXED_UP(
            Scenes.BATCHES_WITH_REFUSALS, 0, claims((store, ledger, original) -> (sent, outcomes) -> {
                List<Outcome> mixed = new ArrayList<>(outcomes);
                Collections.reverse(mixed);
                original.answered(sent, mixed);
            })),
    LAW_13_LATER_WRITE_OF_A_RECORD_OVERTAKES(
            Scenes.KEYS, 0, writes(write -> write.status() == Status.WAITING ? write.with(Status.READY) : write)),
    LAW_13_CHILD_OVERTAKES_ITS_PARENT(
            Scenes.FAMILY,
            0,
            writes(write -> write.collection().equals(SimWorld.CHILDREN)
                            && write.status() == Status.WAITING
                            && write.intent().verb() == Verb.CREATE
                    ? write.with(Status.READY)
                    : write)),
    LAW_13_REFERENCE_KEEPS_THE_TEMPORARY_ID(Scenes.FAMILY_WITH_SERVER_MADE_IDS, 3, Planting.stubborn()),
    OLD_ID_IS_FORGOTTEN(Scenes.SERVER_MADE_IDS, 0, Planting.withoutNotesLike("alias/")),
    LAW_16_HELD_WRITE_IS_NEVER_RELEASED(
            Scenes.SILENT_ANSWERS,
            17,
            writes(write -> write.status() == Status.HELD ? write.with(Ledger.held(write, Long.MAX_VALUE)) : write)),
    LAW_16_CALL_IS_MADE_AGAIN_AND_AGAIN(
            Scenes.KEYS, 0, setup(plain -> Planting.pulling(plain, java.time.Duration.ofSeconds(1)))),
    SCOPE_IS_NOT_COMPARED(Scenes.CHANGING_SCOPE, 12, withoutNote("scope"));

    private final Scenes scene;
    private final long seed;

    @SuppressWarnings("ImmutableEnumChecker") // A description that nobody changes, made here.
    private final Defects defects;

    PlantedDefect(Scenes scene, long seed, Defects defects) {
        this.scene = scene;
        this.seed = seed;
        this.defects = defects;
    }

    /** The seed that was found to show it. */
    long seed() {
        return seed;
    }

    /** Whether a seed shows it. */
    boolean shows(long some) {
        try {
            new Simulation(some, scene.scene(), defects).run();
            return false;
        } catch (AssertionError | RuntimeException e) {
            return true;
        }
    }

    /** Whether the engine as it is passes with the same seed, so that it is the defect that shows. */
    void passesWithout() {
        new Simulation(seed, scene.scene(), Defects.NONE).run();
    }
}
