package dev.mooring.supabase;

import dev.mooring.sync.Outcome;
import dev.mooring.sync.Write;
import java.util.List;

/** Writes by PostgREST's own statements. Immutable; safe for several threads. */
final class PlainWrites implements Writes {

    private final Creates creates;
    private final Updates updates;
    private final Deletes deletes;
    private final SupabaseBatch batch;

    PlainWrites(Rest rest, Sender sender, SupabaseListing listing) {
        creates = new Creates(rest, sender, listing);
        updates = new Updates(rest, sender);
        deletes = new Deletes(rest, sender);
        batch = new SupabaseBatch(rest.table(), creates, updates, deletes, this::write);
    }

    @Override
    public Outcome write(Write write) {
        return write.match(creates::create, updates::update, deletes::delete);
    }

    @Override
    public List<Outcome> write(List<Write> writes) {
        return batch.write(writes);
    }
}
