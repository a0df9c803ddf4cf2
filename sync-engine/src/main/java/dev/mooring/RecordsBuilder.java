package dev.mooring;

import dev.mooring.internal.engine.Setup;
import dev.mooring.internal.plan.Policy;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a collection is kept. Without {@link #sync} it is local only. Not safe for several threads.
 *
 * @param <T> the type of the records
 */
public final class RecordsBuilder<T> {

    private final Mooring mooring;
    private final String name;
    private final Form<T> form;
    private final Map<String, String> references = new LinkedHashMap<>();
    private @Nullable SyncAdapter adapter;
    private Merge merge = Merge.fields();
    private Retry retry = Retry.forever();
    private Duration debounce = Duration.ZERO;
    private Duration interval = Duration.ofMinutes(1);
    private Duration sweep = Duration.ofHours(1);
    private boolean manual;
    private Consumer<String> onError = problem -> {};

    RecordsBuilder(Mooring mooring, String name, Form<T> form) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a collection needs a name");
        }
        this.mooring = mooring;
        this.name = name;
        this.form = form;
    }

    /** Keeps it in step with a backend. */
    public RecordsBuilder<T> sync(SyncAdapter backend) {
        adapter = backend;
        return this;
    }

    /** Resolves conflicts; by default {@link Merge#fields()}. */
    public RecordsBuilder<T> onConflict(Merge resolver) {
        merge = resolver;
        return this;
    }

    /** How failures are retried; by default {@link Retry#forever()}. */
    public RecordsBuilder<T> retry(Retry policy) {
        retry = policy;
        return this;
    }

    /** How long a write waits for the next edit of the same record, ten seconds at most; by default not at all. */
    public RecordsBuilder<T> debounce(Duration wait) {
        debounce = wait;
        return this;
    }

    /** How often changes are asked for; by default every minute. */
    public RecordsBuilder<T> interval(Duration between) {
        interval = between;
        return this;
    }

    /** How often a feed that may miss something by its own guarantees is read whole; by default every hour (law 7). */
    public RecordsBuilder<T> sweep(Duration between) {
        sweep = between;
        return this;
    }

    /** A field that holds the id of a record of another collection: this one goes after that one (law 13). */
    public RecordsBuilder<T> reference(String field, String collection) {
        references.put(field, collection);
        return this;
    }

    /** Nothing travels until the gate is opened ({@link Records#gate}). */
    public RecordsBuilder<T> manual() {
        manual = true;
        return this;
    }

    /** Is told once of every failure, on a thread of the engine. */
    public RecordsBuilder<T> onError(Consumer<String> told) {
        onError = told;
        return this;
    }

    /** Opens it. A name can be open once. */
    public Records<T> open() {
        Optional<Setup> setup = Optional.ofNullable(adapter).map(this::setup);
        Records<T> records = new Records<>(mooring, name, form, setup, onError);
        mooring.opened(name, records);
        records.start(!manual);
        return records;
    }

    private Setup setup(SyncAdapter backend) {
        Setup plain = Setup.of(name, backend);
        return new Setup(
                name,
                backend,
                plain.guarantees(),
                new Policy(merge, plain.policy().keepsKeys()),
                retry,
                debounce,
                debounce.compareTo(plain.patience()) > 0 ? debounce : plain.patience(),
                interval,
                sweep,
                plain.parallel(),
                plain.page(),
                references);
    }
}
