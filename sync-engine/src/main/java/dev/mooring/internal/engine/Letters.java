package dev.mooring.internal.engine;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.Intent;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Dead letters that go again, or for good (law 11). Safe for several threads. */
public final class Letters {

    private final Editing edits;
    private final BiFunction<StoreReader, String, String> ids;

    /**
     * The dead letters of one collection.
     *
     * @param ids the id under which a record is stored: the letter may name an old one
     */
    public Letters(Editing edits, BiFunction<StoreReader, String, String> ids) {
        this.edits = edits;
        this.ids = ids;
    }

    /**
     * Makes a new write of a dead letter, on what is there now, and forgets the letter; answers whether there was one.
     *
     * @param edited the fields to send instead of the letter's own
     */
    public boolean requeue(StoreTransaction tx, long number, Optional<Map<String, @Nullable Object>> edited) {
        Optional<DeadLetter> letter = tx.deadLetter(number);
        letter.ifPresent(found -> {
            again(tx, found, edited.orElse(found.write().intent().fields()));
            tx.removeDeadLetter(number);
        });
        return letter.isPresent();
    }

    private void again(StoreTransaction tx, DeadLetter letter, Map<String, @Nullable Object> fields) {
        Intent intent = letter.write().intent();
        switch (intent.verb()) {
            case CREATE -> putOrPatch(tx, letter, fields, fields);
            case UPDATE -> putOrPatch(tx, letter, fields, Fields.apply(ancestor(letter), fields));
            case DELETE -> edits.delete(tx, letter.write().id(), Set.of());
        }
    }

    /** Where the record is there, only what the letter says; else all that is known of it. */
    private void putOrPatch(
            StoreTransaction tx,
            DeadLetter letter,
            Map<String, @Nullable Object> patch,
            Map<String, @Nullable Object> whole) {
        String id = ids.apply(tx, letter.write().id());
        boolean there =
                tx.record(letter.collection(), id).flatMap(StoredRecord::view).isPresent();
        if (there) {
            edits.patch(tx, id, patch, Set.of());
        } else {
            edits.put(tx, id, whole, Set.of());
        }
    }

    private static Map<String, @Nullable Object> ancestor(DeadLetter letter) {
        return letter.base().map(Document::fields).orElse(Map.of());
    }
}
