package dev.mooring.contract.mutant;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class UpdateMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                updates("update that replaces the record by the patch", "UPDATE-1", UpdateMutants::replace),
                updates("update that drops nulls", "UPDATE-2", (adapter, update) -> {
                    Map<String, @Nullable Object> kept = new LinkedHashMap<>(update.patch());
                    kept.values().removeIf(value -> value == null);
                    return kept.isEmpty() ? Outcome.applied() : adapter.honest.update(with(update, kept));
                }),
                updates(
                        "update that sends whole rows",
                        "UPDATE-3",
                        (adapter, update) -> adapter.honest.update(with(update, update.whole()))),
                Mutant.overclaiming(
                        "update that ignores conflicts",
                        "UPDATE-4 UPDATE-12",
                        backend -> backend.guarantees(g -> g.conditionalUpdates(false))),
                updates(
                        "update that quotes the version it sends",
                        "UPDATE-5",
                        (adapter, update) -> adapter.honest.update(onVersion(
                                update,
                                base -> Optional.of(new Version(
                                        "\"" + base.version().orElseThrow().token() + "\""))))),
                updates("update that makes what is not there", "UPDATE-6", (adapter, update) -> {
                    Create create = Create.of(update.key(), update.id(), update.whole());
                    return adapter.find(update.id()).isPresent()
                            ? adapter.honest.update(update)
                            : adapter.honest.create(create);
                }),
                updates(
                        "update that takes no rows changed for success",
                        "UPDATE-6",
                        (adapter, update) -> adapter.find(update.id()).isPresent()
                                ? adapter.honest.update(update)
                                : Outcome.applied()),
                updates("update that revives the deleted", "UPDATE-7 UPDATE-17", (adapter, update) -> {
                    Update fresh =
                            new Update(Broken.freshKey(), update.id(), update.patch(), update.base(), update.resent());
                    Outcome outcome = adapter.honest.update(fresh);
                    return Broken.conflictNow(outcome)
                            .filter(now -> now.present().isEmpty())
                            .flatMap(Change::version)
                            .map(version ->
                                    adapter.honest.create(Create.of(Broken.freshKey(), update.id(), update.whole())
                                            .over(version)))
                            .orElse(outcome);
                }),
                Mutant.of(
                        "version that is a hash of the content",
                        "UPDATE-8",
                        honest -> new Relabelled(
                                honest, document -> "hash" + document.fields().hashCode())),
                Mutant.sharing("version that restarts after re-creation", "UPDATE-9", () -> {
                    Map<String, Integer> counts = new ConcurrentHashMap<>();
                    return honest -> new Relabelled(
                            new Counting(honest, counts), document -> "number" + counts.getOrDefault(document.id(), 1));
                }),
                updates(
                        "update that refuses what it has seen before",
                        "UPDATE-10",
                        (adapter, update) -> update.resent()
                                ? Outcome.refused("409", "duplicate key")
                                : adapter.honest.update(update)),
                updates(
                        "update that goes without its precondition when sent again",
                        "UPDATE-11",
                        (adapter, update) -> adapter.honest.update(
                                update.resent()
                                        ? Update.unconditional(Broken.freshKey(), update.id(), update.patch())
                                        : update)),
                updates("update that merges into maps", "UPDATE-13", UpdateMutants::deep),
                updates("update that answers the version of before", "UPDATE-14", (adapter, update) -> {
                    Optional<Document> before = adapter.find(update.id());
                    Outcome outcome = adapter.honest.update(update);
                    return outcome.match(
                            applied -> new Outcome.Applied(applied.now()
                                    .flatMap(Change::present)
                                    .map(now -> Change.of(now.withVersion(
                                            before.orElseThrow().version().orElseThrow())))),
                            conflict -> conflict,
                            refused -> refused);
                }),
                updates("update without a where", "UPDATE-15", (adapter, update) -> {
                    for (Document document : adapter.everything()) {
                        if (!document.id().equals(update.id())) {
                            adapter.honest.update(
                                    Update.unconditional(Broken.freshKey(), document.id(), update.patch()));
                        }
                    }
                    return adapter.honest.update(update);
                }));
    }

    private static Mutant updates(String name, String rules, BiFunction<Updates, Update, Outcome> update) {
        return Mutant.of(name, rules, honest -> new Updates(honest, update));
    }

    private static Update with(Update update, Map<String, @Nullable Object> patch) {
        return new Update(update.key(), update.id(), patch, update.base(), update.resent());
    }

    private static Update onVersion(Update update, Function<Document, Optional<Version>> version) {
        Optional<Document> base = update.base()
                .filter(known -> known.version().isPresent())
                .map(known -> known.withVersion(version.apply(known).orElseThrow()));
        return new Update(update.key(), update.id(), update.patch(), base.or(update::base), update.resent());
    }

    private static Outcome replace(Updates adapter, Update update) {
        Outcome gone = adapter.honest.delete(Delete.unconditional(Broken.freshKey(), update.id()));
        Create again = Create.of(update.key(), update.id(), update.patch());
        return gone.match(
                applied -> adapter.honest.create(
                        again.over(applied.now().flatMap(Change::version).orElseThrow())),
                conflict -> conflict,
                refused -> refused);
    }

    private static Outcome deep(Updates adapter, Update update) {
        Map<String, @Nullable Object> there =
                adapter.find(update.id()).map(Document::fields).orElse(Map.of());
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(update.patch());
        merged.replaceAll((name, value) -> {
            if (value instanceof Map<?, ?> map && there.get(name) instanceof Map<?, ?> old) {
                Map<Object, @Nullable Object> both = new LinkedHashMap<>(old);
                both.putAll(map);
                return both;
            }
            return value;
        });
        return adapter.honest.update(with(update, merged));
    }

    private static final class Updates extends Broken {

        private final BiFunction<Updates, Update, Outcome> update;

        Updates(SyncAdapter honest, BiFunction<Updates, Update, Outcome> update) {
            super(honest);
            this.update = update;
        }

        @Override
        public Outcome update(Update asked) {
            return update.apply(this, asked);
        }
    }

    /** Counts the changes of each record's life. */
    private static final class Counting extends Broken {

        private final Map<String, Integer> counts;

        Counting(SyncAdapter honest, Map<String, Integer> counts) {
            super(honest);
            this.counts = counts;
        }

        @Override
        public Outcome create(Create create) {
            counts.put(create.id(), 1);
            return honest.create(create);
        }

        @Override
        public Outcome update(Update update) {
            counts.merge(update.id(), 1, Integer::sum);
            return honest.update(update);
        }
    }
}
