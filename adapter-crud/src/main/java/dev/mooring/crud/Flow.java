package dev.mooring.crud;

import dev.mooring.sync.Write;
import java.util.Optional;

/**
 * How one kind of write comes about.
 *
 * @param <W> the kind
 */
interface Flow<W extends Write> {

    /** Whether what is there must be known before anything is sent. */
    boolean mustLook(W write);

    /** What to send when nothing is known of what is there. */
    RowWrite blind(W write);

    /** What to do when this is there. */
    Step decide(W write, Optional<Row> there);
}
