package dev.mooring.migrate;

import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Problem;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One record on its way to the target: what is wanted there, and what became of it. Used by one thread. */
final class Item {

    /** What became of an item. */
    enum End {
        OPEN,
        CREATED,
        UPDATED,
        DELETED,
        UNCHANGED,
        REFUSED
    }

    final String id;
    final Map<String, @Nullable Object> source;
    final Map<String, @Nullable Object> wanted;
    final byte[] hash;
    final int size;
    final boolean removal;

    Optional<Ledger> known;
    String target;
    int attempt;
    /** Whether a write of it was answered, and the record said to be there. */
    boolean made;

    End end = End.OPEN;

    @Nullable Problem problem;

    private Item(
            String id,
            String target,
            Map<String, @Nullable Object> source,
            Map<String, @Nullable Object> wanted,
            Canon.Hashed hashed,
            boolean removal,
            Optional<Ledger> known) {
        this.id = id;
        this.target = target;
        this.source = source;
        this.wanted = wanted;
        this.hash = hashed.hash();
        this.size = hashed.size() + target.length() + 100;
        this.removal = removal;
        this.known = known;
    }

    static Item upsert(
            String id,
            String target,
            Map<String, @Nullable Object> source,
            Map<String, @Nullable Object> wanted,
            Canon.Hashed hashed,
            Optional<Ledger> known) {
        return new Item(id, target, source, wanted, hashed, false, known);
    }

    static Item removal(String id, Ledger known) {
        return new Item(
                id, known.target(), Map.of(), Map.of(), new Canon.Hashed(new byte[0], 0), true, Optional.of(known));
    }

    /** Whether a write of it may have arrived already, in a process that did not live to see its answer. */
    boolean inDoubt() {
        return known.filter(Ledger::inDoubt).isPresent();
    }

    /** Whether the target has a record of it, whose id is known where the target makes ids. */
    boolean isMade() {
        return known.filter(Ledger::isMade).isPresent();
    }

    /** Whether the target has it as it is wanted, as far as the checkpoint knows. */
    boolean isAsWritten() {
        return !removal
                && known.filter(Ledger::mayBeThere)
                        .filter(row ->
                                Arrays.equals(row.hash(), hash) && row.target().equals(target))
                        .isPresent();
    }

    /** Whether it was put aside because the target does not have what it refers to. */
    boolean waits() {
        return problem != null && problem.code().equals(Unmappable.REFERENCE);
    }

    void ended(End how) {
        end = how;
    }

    void refused(Problem why) {
        end = End.REFUSED;
        problem = why;
    }
}
