package dev.mooring;

import dev.mooring.internal.engine.Initial;
import dev.mooring.internal.engine.Setup;
import dev.mooring.internal.observe.Traffic;
import dev.mooring.internal.plan.Policy;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a collection is kept, be it of many records or of one value. Without {@link #sync} it is local only. What is not said here is as
 * {@link MooringBuilder} has it. Not safe for several threads.
 *
 * @param <T> the type of the records
 * @param <B> the builder
 */
public abstract sealed class CollectionBuilder<T, B extends CollectionBuilder<T, B>>
        permits RecordsBuilder, ValueBuilder {

    private final Mooring mooring;
    private final String name;
    private final Form<T> form;
    private final Map<String, String> references = new LinkedHashMap<>();
    private final Set<String> local = new TreeSet<>();
    private final List<Transform> transforms = new ArrayList<>();
    private final List<Gate> waitFor = new ArrayList<>();
    private final List<Gate> waitForSet = new ArrayList<>();
    private final Hooks.Chain hooks = new Hooks.Chain();
    private final List<Consumer<Saved<T>>> onSaved = new ArrayList<>();
    private final Map<String, T> initial = new LinkedHashMap<>();
    private Options options;
    private @Nullable SyncAdapter adapter;
    private @Nullable Merge merge;
    private Refetch refetch = Refetch.usual();
    private boolean manual;
    private boolean ephemeral;

    CollectionBuilder(Mooring mooring, String name, Form<T> form) {
        this.mooring = mooring;
        this.name = Given.name(name, "a collection's name");
        this.form = form;
        this.options = mooring.options();
    }

    abstract B self();

    /** Keeps it in step with a backend. */
    public B sync(SyncAdapter backend) {
        adapter = Given.present(backend, "a backend");
        return self();
    }

    /** Resolves conflicts; by default {@link Merge#fields()}. */
    public B onConflict(Merge resolver) {
        merge = Given.present(resolver, "a resolver");
        return self();
    }

    /** How failures are retried. */
    public B retry(Retry policy) {
        options = options.withRetry(policy);
        return self();
    }

    /** How long a write waits for the next edit of the same record, ten seconds at most unless this is longer. */
    public B debounce(Duration wait) {
        options = options.withDebounce(wait);
        return self();
    }

    /** How often changes are asked for. */
    public B interval(Duration between) {
        options = options.withInterval(between);
        return self();
    }

    /**
     * How often a feed that may miss something by its own guarantees is read whole (law 7); what the backend finds worth its price unless
     * said, and every hour where it does not say.
     */
    public B sweep(Duration between) {
        options = options.withSweep(between);
        return self();
    }

    /** How many calls push at once. */
    public B parallelCalls(int most) {
        options = options.withParallel(most);
        return self();
    }

    /** How many records are asked for at once, as far as the backend gives so many. */
    public B pageSize(int records) {
        options = options.withPage(records);
        return self();
    }

    /** A field that holds the id of a record of another collection: this one goes after that one (law 13). */
    public B reference(String field, String collection) {
        references.put(Given.present(field, "a field"), Given.name(collection, "a collection's name"));
        return self();
    }

    /**
     * Fields of this device that never travel (law 21). They are kept through everything the backend says, for as long as the record is
     * there.
     */
    public B local(String... fields) {
        for (String field : Given.present(fields, "the local fields")) {
            local.add(Given.present(field, "a local field"));
        }
        return self();
    }

    /** Another form here than at the backend (law 21). Several are loaded in the order they are given, and saved in the opposite one. */
    public B transform(Transform transform) {
        transforms.add(Given.present(transform, "a transform"));
        return self();
    }

    /** Nothing travels while the gate is shut. With several gates, all have to be open. */
    public B waitFor(Gate gate) {
        waitFor.add(Given.present(gate, "a gate"));
        return self();
    }

    /** No write goes while the gate is shut; changes of others arrive. With several gates, all have to be open. */
    public B waitForSet(Gate gate) {
        waitForSet.add(Given.present(gate, "a gate"));
        return self();
    }

    /** Nothing travels by itself: writes go by {@link Records#flush}, changes come by {@link Records#sync}. */
    public B manual() {
        manual = true;
        return self();
    }

    /** Keeps it in memory only, though the rest is durable: records, and writes that were not sent, go with the process. */
    public B ephemeral() {
        ephemeral = true;
        return self();
    }

    /** Is called before a pull begins, on the thread of its first call: what blocks holds up this collection. */
    public B beforePull(Runnable hook) {
        hooks.beforePull.add(Given.present(hook, "a hook"));
        return self();
    }

    /** When it is pulled beside that, and how long it is kept; by default {@link Refetch#usual()}. */
    public B refetch(Refetch policy) {
        refetch = Given.present(policy, "a refetch policy");
        return self();
    }

    /** Is called when the last page of a pull has arrived, on the thread of its call, shortly before it is stored. */
    public B afterPull(Runnable hook) {
        hooks.afterPull.add(Given.present(hook, "a hook"));
        return self();
    }

    /** Is called before writes go, on the thread of the call: what blocks holds up this collection. */
    public B beforePush(Consumer<List<Write>> hook) {
        hooks.beforePush.add(Given.present(hook, "a hook"));
        return self();
    }

    /** Is called when the backend has answered a call with writes, whatever it said, on the thread of the call. */
    public B afterPush(Consumer<List<Write>> hook) {
        hooks.afterPush.add(Given.present(hook, "a hook"));
        return self();
    }

    /** Is told once of every write that the backend is known to have, in order, on a thread of this collection's hooks. */
    public B onSaved(Consumer<Saved<T>> hook) {
        onSaved.add(Given.present(hook, "a hook"));
        return self();
    }

    /**
     * Is told once of every failure, in order, on a thread of this collection's hooks. What is tried again and fails in the same way, with the same
     * message, is not told again until something went right. A write that is given up is told as such, beside the failure of its last
     * call.
     */
    public B onError(Consumer<Trouble> hook) {
        hooks.onError.add(Given.present(hook, "a hook"));
        return self();
    }

    void initial(String id, T value) {
        initial.put(Given.id(id), Given.present(value, "an initial value"));
    }

    @SuppressWarnings("unchecked") // the settings hold the form, so that the same settings mean the same type
    Records<T> opened() {
        return (Records<T>) mooring.opened(name, this);
    }

    /** Everything that was said, by name. */
    Chosen settings() {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("type", form.type());
        said.put("backend", Optional.ofNullable(adapter));
        said.put("conflict rule", Optional.ofNullable(merge));
        said.put("retry", options.retry());
        said.put("debounce", options.debounce());
        said.put("interval", options.interval());
        said.put("sweep", options.sweep());
        said.put("refetch policy", refetch);
        said.put("number of parallel calls", options.parallel());
        said.put("page size", options.page());
        said.put("references", Map.copyOf(references));
        said.put("local fields", Set.copyOf(local));
        said.put("transforms", List.copyOf(transforms));
        said.put("gates", List.of(List.copyOf(waitFor), List.copyOf(waitForSet)));
        said.put("mode", manual);
        said.put("place", ephemeral);
        said.put("hooks", List.of(hooks.said(), List.copyOf(onSaved)));
        said.put("initial values", Map.copyOf(initial));
        return new Chosen(said);
    }

    Records<T> make() {
        Parts<T> parts = new Parts<>(
                name,
                mooring.namespace().stored(name),
                new Shape<>(name, form, transforms, adapter == null ? Set.of() : local),
                mooring.home(ephemeral),
                new Hooks(name, hooks),
                List.copyOf(onSaved),
                new Gates(waitFor, waitForSet),
                manual,
                Map.copyOf(initial),
                settings(),
                new Traffic(System::nanoTime),
                refetch,
                options.interval());
        return new Records<>(mooring, parts, Optional.ofNullable(adapter).map(backend -> setup(backend, parts)));
    }

    private Setup setup(SyncAdapter backend, Parts<T> parts) {
        Setup plain = Setup.of(parts.stored(), new Edge(parts.traffic().watch(backend), parts.hooks()));
        Map<String, String> stored = new LinkedHashMap<>();
        references.forEach(
                (field, other) -> stored.put(field, mooring.namespace().stored(other)));
        return new Setup(
                parts.stored(),
                plain.adapter(),
                plain.guarantees(),
                new Policy(
                        merge == null ? plain.policy().merge() : merge,
                        plain.policy().keepsKeys()),
                options.retry(),
                options.debounce(),
                options.debounce().compareTo(plain.patience()) > 0 ? options.debounce() : plain.patience(),
                options.interval(),
                options.sweepOf(plain.guarantees().feed()),
                options.parallel(),
                Math.min(options.page(), plain.guarantees().largestPage()),
                stored);
    }

    /** What a collection is made of. */
    record Parts<T>(
            String name,
            String stored,
            Shape<T> shape,
            Home home,
            Hooks hooks,
            List<Consumer<Saved<T>>> onSaved,
            Gates gates,
            boolean manual,
            Map<String, T> initial,
            Chosen settings,
            Traffic traffic,
            Refetch refetch,
            Duration interval) {

        /** The initial values as they are stored. */
        Map<String, Initial.Row> rows() {
            Map<String, Initial.Row> rows = new LinkedHashMap<>();
            initial.forEach((id, value) -> {
                Map<String, @Nullable Object> fields = shape.fields(value);
                rows.put(id, new Initial.Row(shape.remote(id, fields), shape.local(fields)));
            });
            return rows;
        }
    }
}
