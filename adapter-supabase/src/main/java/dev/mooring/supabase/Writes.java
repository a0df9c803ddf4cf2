package dev.mooring.supabase;

import dev.mooring.sync.Outcome;
import dev.mooring.sync.Write;
import java.util.List;

/** How writes reach a table. What gets here passed the {@link Gate}. Safe for several threads. */
interface Writes {

    /** One write. */
    Outcome write(Write write);

    /** Writes of different records; one outcome each, in order. */
    List<Outcome> write(List<Write> writes);
}
