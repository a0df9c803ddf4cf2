package dev.mooring.e2e.engine;

import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A backend with a mind of its own: it strips titles of blanks, and stamps what it creates. */
final class Tidy implements SyncAdapter {

    static final String STAMP = "by the server";

    private final SyncAdapter inner;

    Tidy(SyncAdapter inner) {
        this.inner = inner;
    }

    @Override
    public Outcome create(Create create) {
        Map<String, @Nullable Object> fields = tidied(create.fields());
        fields.put("stamp", STAMP);
        return inner.create(new Create(create.key(), create.id(), fields, create.tombstone(), create.resent()));
    }

    @Override
    public Outcome update(Update update) {
        return inner.update(
                new Update(update.key(), update.id(), tidied(update.patch()), update.base(), update.resent()));
    }

    private static Map<String, @Nullable Object> tidied(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> tidied = new LinkedHashMap<>(fields);
        tidied.computeIfPresent("title", (name, title) -> title.toString().strip());
        return tidied;
    }

    @Override
    public Outcome delete(Delete delete) {
        return inner.delete(delete);
    }

    @Override
    public Page list(Cursor from, int limit) {
        return inner.list(from, limit);
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        return inner.changesSince(since, limit);
    }

    @Override
    public Guarantees guarantees() {
        return inner.guarantees();
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        return Optional.empty();
    }
}
