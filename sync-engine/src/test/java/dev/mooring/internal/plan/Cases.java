package dev.mooring.internal.plan;

import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random records, edits and remote states from one seed. */
final class Cases {

    private static final List<String> NAMES = List.of("a", "b", "c");

    private final Random random;
    private long sequence;
    private int version;

    Cases(long seed) {
        this.random = new Random(seed);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Few names and few values, so that equal ones meet often. */
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new HashMap<>();
        for (String name : NAMES) {
            if (random.nextInt(4) > 0) {
                fields.put(name, (long) random.nextInt(3));
            }
        }
        return Fields.document(fields);
    }

    Document document() {
        return document(fields());
    }

    Document document(Map<String, @Nullable Object> fields) {
        return Document.of("x", fields).withVersion(new Version("v" + ++version));
    }

    Change change() {
        return random.nextInt(4) == 0
                ? new Change.Removal("x", Change.Reason.DELETED, Optional.of(new Version("t" + ++version)))
                : Change.of(document());
    }

    WriteKey key() {
        return WriteKey.of("device", ++sequence);
    }

    /** What an application can do with what it sees. */
    PendingWrite edit(Optional<Map<String, @Nullable Object>> view) {
        if (view.isEmpty()) {
            return pending(Intent.create(fields()));
        }
        return random.nextInt(4) == 0 ? pending(Intent.delete(view.get())) : pending(update(view.get()));
    }

    private Intent update(Map<String, @Nullable Object> view) {
        Map<String, @Nullable Object> patch = new LinkedHashMap<>();
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        do {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            patch.put(name, random.nextInt(3) == 0 ? null : (Object) (long) random.nextInt(3));
            before.put(name, view.get(name));
        } while (random.nextBoolean());
        return Intent.update(patch, before);
    }

    private PendingWrite pending(Intent intent) {
        WriteKey key = key();
        return new PendingWrite(
                sequence, "c", "x", key, intent, Status.READY, Delivery.due(Instant.EPOCH), Set.of(), Instant.EPOCH);
    }

    /** A record with a few edits; sometimes the first of them was sent. */
    RecordPlan plan() {
        RecordPlan plan = unsent(2);
        if (coin() && !plan.chain().isEmpty()) {
            plan = sent(plan);
            for (int i = below(3); i > 0; i--) {
                plan = plan.written(edit(plan.view()));
            }
        }
        return RecordPlan.of(plan.base(), plan.tombstone(), plan.chain());
    }

    RecordPlan unsent(int edits) {
        Optional<Document> base = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(document());
        RecordPlan plan = RecordPlan.of(base, Optional.empty(), List.of());
        int left = 1 + below(edits);
        while (left-- > 0 || plan.chain().isEmpty()) {
            plan = plan.written(edit(plan.view()));
        }
        return RecordPlan.of(plan.base(), plan.tombstone(), plan.chain());
    }

    RecordPlan sent(RecordPlan plan) {
        List<PendingWrite> chain = new java.util.ArrayList<>(plan.chain());
        chain.set(0, Outgoing.frozen(chain.get(0), plan.base(), plan.tombstone()));
        return RecordPlan.of(plan.base(), plan.tombstone(), chain);
    }
}
