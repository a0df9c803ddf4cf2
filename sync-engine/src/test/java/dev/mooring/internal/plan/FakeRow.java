package dev.mooring.internal.plan;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A backend with one row and preconditions. */
final class FakeRow {

    private final Cases cases;
    private Optional<Document> row;

    FakeRow(Optional<Document> row, Cases cases) {
        this.row = row;
        this.cases = cases;
    }

    Optional<Document> now() {
        return row;
    }

    Outcome take(Write write) {
        return write.match(this::create, this::update, this::delete);
    }

    private Outcome create(Create create) {
        return row.isPresent() ? Outcome.conflict(change()) : set(create.fields());
    }

    private Outcome update(Update update) {
        boolean stale = row.isEmpty() || mismatch(update.baseVersion());
        return stale ? Outcome.conflict(change()) : set(Fields.apply(row.get().fields(), update.patch()));
    }

    private Outcome delete(Delete delete) {
        if (row.isPresent() && mismatch(delete.baseVersion())) {
            return Outcome.conflict(change());
        }
        row = Optional.empty();
        return Outcome.applied(change());
    }

    private boolean mismatch(Optional<Version> base) {
        return base.isPresent() && !base.equals(row.flatMap(Document::version));
    }

    private Outcome set(Map<String, @Nullable Object> fields) {
        row = Optional.of(cases.document(fields));
        return Outcome.applied(change());
    }

    private Change change() {
        return row.<Change>map(Change::of).orElseGet(() -> Change.deleted("x"));
    }
}
