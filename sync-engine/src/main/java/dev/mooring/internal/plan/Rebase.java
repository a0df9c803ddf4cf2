package dev.mooring.internal.plan;

import dev.mooring.Merge;
import dev.mooring.store.DeadLetter.Reason;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves unsent writes from the state they were made on to another one (law 12). One at a time: each write is merged with what
 * the writes before it make of the new state. Single use.
 */
final class Rebase {

    private final Merge merge;
    private final Reason reason;
    private final Optional<Document> ancestor;
    private final Optional<Change> theirs;
    private final Optional<Problem> because;
    private final List<PendingWrite> kept = new ArrayList<>();
    private final List<PendingWrite> dropped = new ArrayList<>();
    private final List<Lost> lost = new ArrayList<>();
    private Optional<Map<String, @Nullable Object>> from;
    private Optional<Map<String, @Nullable Object>> onto;

    /** A rebase after the backend's state changed to {@code theirs}: what cannot follow is a conflict. */
    static Rebase conflicting(
            Merge merge, Optional<Document> ancestor, Optional<Map<String, @Nullable Object>> from, Change theirs) {
        Optional<Map<String, @Nullable Object>> onto = theirs.present().map(Document::fields);
        return new Rebase(merge, Reason.CONFLICT, ancestor, Optional.of(theirs), Optional.empty(), from, onto);
    }

    /** A rebase after an earlier write of the record was given up: what cannot follow is parked with it. */
    static Rebase parking(
            Merge merge,
            Optional<Document> ancestor,
            Optional<Map<String, @Nullable Object>> from,
            Optional<Map<String, @Nullable Object>> onto,
            Problem because) {
        return new Rebase(merge, Reason.DEPENDENCY, ancestor, Optional.empty(), Optional.of(because), from, onto);
    }

    private Rebase(
            Merge merge,
            Reason reason,
            Optional<Document> ancestor,
            Optional<Change> theirs,
            Optional<Problem> because,
            Optional<Map<String, @Nullable Object>> from,
            Optional<Map<String, @Nullable Object>> onto) {
        this.merge = merge;
        this.reason = reason;
        this.ancestor = ancestor;
        this.theirs = theirs;
        this.because = because;
        this.from = from;
        this.onto = onto;
    }

    /** Moves all of them, in order. */
    Rebase move(List<PendingWrite> chain) {
        chain.forEach(this::move);
        return this;
    }

    /** What goes on, in its new form. */
    List<PendingWrite> kept() {
        return kept;
    }

    /** What holds already: nothing needs to be sent. */
    List<PendingWrite> dropped() {
        return dropped;
    }

    /** What cannot follow. */
    List<Lost> lost() {
        return lost;
    }

    private void move(PendingWrite write) {
        Optional<Map<String, @Nullable Object>> next = Overlay.after(from, write.intent());
        switch (write.intent().verb()) {
            case CREATE -> create(write);
            case UPDATE -> update(write);
            case DELETE -> delete(write);
        }
        from = next;
    }

    private void create(PendingWrite write) {
        if (onto.isEmpty()) {
            keep(write, write.intent());
        } else {
            merged(write, write.intent().before(), write.intent().fields(), onto.get());
        }
    }

    private void update(PendingWrite write) {
        Map<String, @Nullable Object> base = base(write);
        if (onto.isEmpty()) {
            lose(write, "gone", "the record is gone");
        } else {
            merged(write, base, Fields.apply(base, write.intent().fields()), onto.get());
        }
    }

    private void delete(PendingWrite write) {
        if (onto.isPresent()) {
            keep(write, Intent.delete(onto.get()));
        } else if (kept.isEmpty() && hasLeft()) {
            keep(write, write.intent());
        } else {
            dropped.add(write);
        }
    }

    private boolean hasLeft() {
        return theirs.filter(change -> change.match(upsert -> false, removal -> removal.reason() == Change.Reason.LEFT))
                .isPresent();
    }

    /** What the write was made on: the state it stood on, with the values that it remembers itself. */
    private Map<String, @Nullable Object> base(PendingWrite write) {
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        write.intent()
                .fields()
                .keySet()
                .forEach(name -> before.put(name, write.intent().before().get(name)));
        return Fields.apply(from.orElse(Map.of()), before);
    }

    private void merged(
            PendingWrite write,
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> mine,
            Map<String, @Nullable Object> there) {
        Map<String, @Nullable Object> patch;
        try {
            patch = Fields.diff(there, merge.merge(base, mine, there));
        } catch (RuntimeException | Error e) {
            // the application's own function: whatever it throws, the conflict waits with all three states
            lose(write, "unresolved", "the conflict was not resolved: " + e);
            return;
        }
        if (patch.isEmpty()) {
            dropped.add(write);
        } else {
            Map<String, @Nullable Object> before = new LinkedHashMap<>(there);
            before.keySet().retainAll(patch.keySet());
            keep(write, Intent.update(patch, before));
        }
    }

    private void keep(PendingWrite write, Intent intent) {
        kept.add(write.with(intent));
        onto = Overlay.after(onto, intent);
    }

    private void lose(PendingWrite write, String code, String message) {
        boolean parked = because.isPresent() && write.intent().verb() != Verb.DELETE;
        Problem problem = parked ? because.get() : new Problem(code, message);
        lost.add(new Lost(write, reason, problem, ancestor, theirs));
    }
}
