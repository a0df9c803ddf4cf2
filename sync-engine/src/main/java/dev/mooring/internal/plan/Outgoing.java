package dev.mooring.internal.plan;

import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Update;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import java.util.Optional;

/** The form in which a pending write travels. */
public final class Outgoing {

    private Outgoing() {}

    /** A write as it is frozen when it is sent for the first time: key, intent and base (law 3). */
    public static PendingWrite frozen(PendingWrite write, Optional<Document> base, Optional<Version> tombstone) {
        Delivery old = write.delivery();
        Delivery sent = new Delivery(1, base, old.due(), old.attempts(), old.rounds(), old.heldSince(), old.problem());
        Intent intent = write.intent();
        boolean overTombstone = intent.verb() == Verb.CREATE && tombstone.isPresent();
        return write.with(sent).with(overTombstone ? intent.over(tombstone.get()) : intent);
    }

    /** A frozen write that is sent once more: only that is noted. */
    public static PendingWrite again(PendingWrite frozen) {
        Delivery old = frozen.delivery();
        return frozen.with(new Delivery(
                old.sends() + 1, old.base(), old.due(), old.attempts(), old.rounds(), old.heldSince(), old.problem()));
    }

    /** What is handed to the adapter: the frozen write, whole. */
    public static Write write(PendingWrite frozen) {
        Write write = first(frozen);
        return frozen.delivery().sends() > 1 ? write.again() : write;
    }

    private static Write first(PendingWrite frozen) {
        Intent intent = frozen.intent();
        Optional<Document> base = frozen.delivery().base();
        return switch (intent.verb()) {
            case CREATE -> new Create(frozen.key(), frozen.id(), intent.fields(), intent.over(), false);
            case UPDATE -> new Update(frozen.key(), frozen.id(), intent.fields(), base, false);
            case DELETE -> new Delete(frozen.key(), frozen.id(), base.flatMap(Document::version), false);
        };
    }
}
