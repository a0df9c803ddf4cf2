package dev.mooring.crud;

import dev.mooring.sync.Document;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Lookup;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads records one by one. Safe for several threads. */
final class CrudLookup implements Lookup {

    private final Getter getter;
    private final Ids ids;
    private final Calls calls;

    CrudLookup(Getter getter, Ids ids, Calls calls) {
        this.getter = getter;
        this.ids = ids;
        this.calls = calls;
    }

    /** An id outside the rule is no record's, and is not asked for. */
    @Override
    public List<Document> find(Collection<String> wanted) {
        calls.mustBeOpen();
        return new LinkedHashSet<>(wanted)
                .stream()
                        .filter(ids::accepts)
                        .map(getter::row)
                        .flatMap(Optional::stream)
                        .filter(row -> !row.deleted())
                        .map(Row::document)
                        .toList();
    }
}
