package dev.mooring;

import dev.mooring.internal.engine.Condition;
import dev.mooring.internal.engine.Lane;
import dev.mooring.internal.engine.Ledger;
import dev.mooring.internal.observe.Latest;
import dev.mooring.internal.observe.Traffic;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** How a collection and its records stand, and who is told of it (law 16). Safe for several threads. */
final class Standing {

    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");
    private static final int MOST_DOUBTS = 1_000;
    private static final int SOME = 100;

    private final CollectionBuilder.Parts<?> parts;
    private final Optional<Ledger> ledger;
    private final Optional<Lane> lane;
    private final Clock clock;
    private final List<Latest<Status>> watchers = new CopyOnWriteArrayList<>();

    Standing(CollectionBuilder.Parts<?> parts, Optional<Ledger> ledger, Optional<Lane> lane, Clock clock) {
        this.parts = parts;
        this.ledger = ledger;
        this.lane = lane;
        this.clock = clock;
        parts.traffic().whenMoved(this::moved);
    }

    Traffic traffic() {
        return parts.traffic();
    }

    /** Something happened: who watches is told, if the status is another one. */
    void moved() {
        watchers.removeIf(watcher -> !watcher.moved());
    }

    Subscription watch(Consumer<? super Status> told, Executor executor, Consumer<RuntimeException> broken) {
        Latest<Status> watcher = new Latest<>(this::now, told, executor, broken);
        watchers.add(watcher);
        watcher.moved();
        return () -> {
            watchers.remove(watcher);
            watcher.close();
        };
    }

    void close() {
        watchers.forEach(Latest::close);
        watchers.clear();
    }

    Status now() {
        Condition condition = lane.map(Lane::condition).orElse(Condition.NEW);
        return parts.home().store().read(reader -> now(reader, condition));
    }

    private Status now(StoreReader reader, Condition condition) {
        String name = parts.stored();
        return new Status(
                reader.pendingCount(name),
                reader.deadLetterCount(name),
                reader.pending(name, PendingWrite.Status.IN_DOUBT, FAR, MOST_DOUBTS)
                        .size(),
                ledger.map(book -> book.isLoaded(reader)).orElse(true),
                traffic().isGetting(),
                traffic().isSetting(),
                isStale(reader),
                lastPull(reader),
                condition.trouble().map(trouble -> trouble.in(parts.name())));
    }

    Optional<Instant> lastPull() {
        return parts.home().store().read(this::lastPull);
    }

    private Optional<Instant> lastPull(StoreReader reader) {
        return ledger.flatMap(book -> book.lastPull(reader));
    }

    boolean isStale() {
        return parts.home().store().read(this::isStale);
    }

    private boolean isStale(StoreReader reader) {
        return ledger.isPresent()
                && (ledger.get().isInvalid(reader)
                        || lastPull(reader)
                                .filter(last -> last.plus(freshFor()).isAfter(clock.instant()))
                                .isEmpty());
    }

    /** Until when nothing needs to be pulled: where a stale time was said, and nothing waits whose fate a pull may have to show. */
    Optional<Instant> restsUntil() {
        boolean rests = parts.refetch().staleTime().isPresent() && !isStale() && pending() == 0;
        return rests ? lastPull().map(last -> last.plus(freshFor())) : Optional.empty();
    }

    private Duration freshFor() {
        return parts.refetch().staleTime().orElse(parts.interval());
    }

    /** The age of the oldest write that waits; by an index. */
    Optional<Duration> oldestPending() {
        return parts.home().store().read(reader -> reader.pending(parts.stored(), 0, 1)).stream()
                .findFirst()
                .map(write -> Duration.between(write.madeAt(), clock.instant()));
    }

    long pending() {
        return parts.home().store().read(reader -> reader.pendingCount(parts.stored()));
    }

    long deadLetters() {
        return parts.home().store().read(reader -> reader.deadLetterCount(parts.stored()));
    }

    /** How long ago the last whole pull ended. */
    Optional<Duration> lag() {
        return lastPull().map(last -> Duration.between(last, clock.instant()));
    }

    RecordStatus of(String id) {
        return parts.home().store().read(reader -> {
            String now = ledger.map(book -> book.resolve(reader, id)).orElse(id);
            List<PendingWrite> waiting = reader.pendingOf(parts.stored(), now);
            return RecordStatus.of(waiting, waiting.isEmpty() ? letter(reader, List.of(id, now)) : Optional.empty());
        });
    }

    /** The newest one of a record, under any of its ids; all of them are looked through. */
    private Optional<DeadLetter> letter(StoreReader reader, List<String> ids) {
        Optional<DeadLetter> newest = Optional.empty();
        long after = 0;
        for (List<DeadLetter> some = reader.deadLetters(parts.stored(), after, SOME); !some.isEmpty(); ) {
            for (DeadLetter letter : some) {
                newest = ids.contains(letter.write().id()) ? Optional.of(letter) : newest;
                after = letter.number();
            }
            some = reader.deadLetters(parts.stored(), after, SOME);
        }
        return newest;
    }
}
