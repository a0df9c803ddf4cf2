package dev.mooring.contract;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Write;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The adapter under test, with an eye on every answer: see {@link Shape}. Also remembers what the adapter threw, so that a
 * failing test can tell the adapter's exceptions from the suite's.
 */
final class Watched implements SyncAdapter {

    private final SyncAdapter adapter;
    private final Bench bench;

    Watched(SyncAdapter adapter, Bench bench) {
        this.adapter = adapter;
        this.bench = bench;
    }

    /** What the adapter itself answers, whatever its type. */
    Optional<?> raw(Class<?> type) {
        return answer("capability", () -> adapter.capability(type));
    }

    @Override
    public Page list(Cursor from, int limit) {
        Page page = answer("list", () -> adapter.list(from, limit));
        bench.shape()
                .page("list", from, page.next(), page.more(), page.documents().size(), guarantees());
        return page;
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        ChangePage page = answer("changesSince", () -> adapter.changesSince(since, limit));
        bench.shape().changes(since, page);
        return page;
    }

    @Override
    public Outcome create(Create create) {
        return outcome("create", create, () -> adapter.create(create));
    }

    @Override
    public Outcome update(Update update) {
        return outcome("update", update, () -> adapter.update(update));
    }

    @Override
    public Outcome delete(Delete delete) {
        return outcome("delete", delete, () -> adapter.delete(delete));
    }

    @Override
    public Guarantees guarantees() {
        return answer("guarantees", adapter::guarantees);
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        return answer("capability", () -> adapter.capability(type)).map(found -> type.cast(watched(type, found)));
    }

    @Override
    public void close() {
        answer("close", () -> {
            adapter.close();
            return true;
        });
    }

    @Override
    public String toString() {
        return adapter.toString();
    }

    private Object watched(Class<?> type, Object found) {
        if (type == BatchWrites.class) {
            return (BatchWrites) writes -> batch((BatchWrites) found, writes);
        }
        if (type == Lookup.class) {
            return (Lookup) ids -> answer("find", () -> ((Lookup) found).find(ids));
        }
        if (type == KeyScan.class) {
            return (KeyScan) (from, limit) -> keys((KeyScan) found, from, limit);
        }
        return found;
    }

    private List<Outcome> batch(BatchWrites batch, List<Write> writes) {
        writes.forEach(this::allowed);
        List<Outcome> outcomes = answer("write", () -> batch.write(writes));
        Check.same(writes.size(), outcomes.size(), "outcomes of a batch of " + writes.size() + " writes");
        for (int i = 0; i < writes.size(); i++) {
            bench.shape().outcome(writes.get(i), outcomes.get(i), guarantees());
        }
        return outcomes;
    }

    private KeyScan.KeyPage keys(KeyScan scan, Cursor from, int limit) {
        KeyScan.KeyPage page = answer("keys", () -> scan.keys(from, limit));
        bench.shape().page("keys", from, page.next(), page.more(), page.keys().size(), guarantees());
        return page;
    }

    private Outcome outcome(String verb, @Nullable Write write, Supplier<Outcome> call) {
        if (write == null) {
            return answer(verb, call);
        }
        allowed(write);
        Outcome outcome = answer(verb, call);
        bench.shape().outcome(write, outcome, guarantees());
        return outcome;
    }

    /** Skips a rule that needs a verb which is not offered. */
    private void allowed(Write write) {
        Verb verb = write.match(create -> Verb.CREATE, update -> Verb.UPDATE, delete -> Verb.DELETE);
        Assumptions.assumeTrue(guarantees().verbs().contains(verb), "the verb " + verb + " is not offered");
    }

    private <T> T answer(String verb, Supplier<T> call) {
        T answer;
        bench.calls(verb, true);
        try {
            answer = call.get();
        } catch (Throwable e) { // also checked ones: other languages throw them undeclared
            bench.thrown(verb, e);
            throw e;
        } finally {
            bench.calls(verb, false);
        }
        if (answer == null) {
            Check.fail(verb, "an answer", null);
        }
        return answer;
    }

    /** For the check that both ways show the same. */
    Optional<List<Document>> found(List<String> ids) {
        return capability(Lookup.class).map(lookup -> lookup.find(ids));
    }
}
