package dev.mooring.contract;

import dev.mooring.contract.fault.Faults;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What one test works with: its clients, its ids, and what must hold after it. */
final class Bench {

    private final AdapterContract contract;
    private final List<SyncAdapter> open = Collections.synchronizedList(new ArrayList<>());
    private final Map<Throwable, String> thrown = Collections.synchronizedMap(new IdentityHashMap<>());
    private final List<String> waiting = new CopyOnWriteArrayList<>();
    private Shape shape = new Shape();
    private int firstId;
    private int drawn;

    Bench(AdapterContract contract) {
        this.contract = contract;
    }

    /** Begins a test whose ids count from a number. */
    void begin(int idsFrom) {
        firstId = idsFrom;
        drawn = 0;
        shape = new Shape();
        thrown.clear();
        contract.faults().ifPresent(Faults::reset);
    }

    /** Empties the collection; what goes wrong then is told as that, but an abort of the fixture's own stays one. */
    void fresh() {
        try {
            contract.fresh();
        } catch (RuntimeException | Error e) {
            String verb = thrown.get(e);
            if (verb != null || !(e instanceof TestAbortedException)) {
                thrown.put(e, "before the rule, fresh()" + (verb == null ? "" : ": " + verb));
            }
            throw e;
        }
        contract.faults().ifPresent(Faults::reset);
    }

    AdapterContract contract() {
        return contract;
    }

    Shape shape() {
        return shape;
    }

    /** A new client of the adapter under test. */
    Peer client() {
        return client(made());
    }

    private SyncAdapter made() {
        try {
            return Objects.requireNonNull(contract.adapter(), "the fixture's adapter() answered null");
        } catch (RuntimeException | Error e) {
            if (!(e instanceof TestAbortedException)) {
                thrown.put(e, "adapter()");
            }
            throw e;
        }
    }

    /** A new client by an adapter that the fixture made otherwise. */
    Peer client(SyncAdapter adapter) {
        open.add(adapter);
        return new Peer(this, new Watched(adapter, this), "contract" + firstId + "x" + open.size());
    }

    String id(int n) {
        return contract.id(firstId + n);
    }

    /** A number that belongs to the n-th id and to no other of this run. */
    int number(int n) {
        return firstId + n;
    }

    /** The next n that this test has not drawn yet, from 1. */
    int next() {
        drawn++;
        return drawn;
    }

    void thrown(String verb, Throwable exception) {
        thrown.put(exception, verb);
    }

    /** A verb was called, or has ended. */
    void calls(String verb, boolean begins) {
        if (begins) {
            waiting.add(verb);
        } else {
            waiting.remove(verb);
        }
    }

    /** What a test that does not end waits for. */
    String waitsFor() {
        List<String> verbs = List.copyOf(waiting);
        return verbs.isEmpty() ? "no verb was waited for" : String.join(", ", verbs) + " did not answer";
    }

    /** The verb that threw an exception; empty when the suite did. */
    Optional<String> verbThatThrew(Throwable exception) {
        return Optional.ofNullable(thrown.get(exception));
    }

    /** What holds after every test: each way of reading shows the same records. */
    void invariants() {
        contract.faults().ifPresent(Bench::settle);
        Peer reader = client();
        Map<String, Document> listed = reader.all();
        Mirror fed = reader.mirror().pull(Peer.PAGE);
        Check.same(listed.keySet(), fed.records().keySet(), "the ids by list and by changesSince(START)");
        listed.forEach((id, document) -> Shape.sameRecord(document, fed.see(id), "changesSince(START)"));
        reader.watched().found(List.copyOf(listed.keySet())).ifPresent(found -> {
            Map<String, Document> byId = new LinkedHashMap<>();
            found.forEach(document -> byId.put(document.id(), document));
            Check.same(listed.keySet(), byId.keySet(), "the ids by list and by find");
            listed.values().forEach(document -> {
                Document other = byId.getOrDefault(document.id(), document);
                Shape.sameRecord(document, other, "find");
            });
        });
    }

    /**
     * Closes every adapter that the test used, and leaves nothing on its way into the next test; what goes wrong then is told,
     * after what the test itself threw.
     */
    void end(@Nullable Throwable failure) {
        RuntimeException first = closed();
        try {
            contract.faults().ifPresent(Bench::settle);
        } catch (AssertionError e) {
            if (failure == null) {
                throw e;
            }
            failure.addSuppressed(e);
        }
        if (first != null && failure != null) {
            failure.addSuppressed(first);
        } else if (first != null) {
            throw new AssertionFailedError("closing an adapter after the test threw " + first, first);
        }
    }

    private static void settle(Faults faults) {
        faults.clear();
        Guard.quiet(faults);
    }

    private @Nullable RuntimeException closed() {
        contract.faults().ifPresent(Faults::clear);
        RuntimeException first = null;
        for (SyncAdapter adapter : List.copyOf(open)) {
            try {
                adapter.close();
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        open.clear();
        return first;
    }
}
