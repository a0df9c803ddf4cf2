package dev.mooring.contract.mutant;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

final class CreateMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                creates(
                        "create that forgets the fields",
                        "CREATE-1",
                        (honest, create) -> honest.create(Create.of(create.key(), create.id(), Map.of()))),
                Mutant.of(
                        "create that answers the version of before",
                        "CREATE-2",
                        honest -> new Rewritten(
                                honest, document -> document.withVersion(new Version("v0")), Rewritten.In.ANSWER)),
                creates("create that overwrites (upsert)", "CREATE-3 CREATE-9", CreateMutants::upsert),
                Mutant.on(
                        () -> InMemoryBackend.builder().guarantees(g -> g.ids(Ids.serverMade(Ids.Type.INTEGER))),
                        "create that duplicates on replay: its key does not travel",
                        "CREATE-4",
                        () -> honest -> new Creates(honest, (inner, create) -> inner.create(withFreshKey(create)))),
                Mutant.sharing("create that answers its stored first answer", "CREATE-5", () -> {
                    Map<WriteKey, Outcome> answers = new ConcurrentHashMap<>();
                    return honest -> new Creates(
                            honest,
                            (inner, create) -> answers.computeIfAbsent(create.key(), key -> inner.create(create)));
                }),
                creates(
                        "create that overwrites when it is sent again",
                        "CREATE-5",
                        (honest, create) ->
                                create.resent() ? upsert(honest, withFreshKey(create)) : honest.create(create)),
                creates(
                        "create that revives a deleted record on replay",
                        "CREATE-6",
                        (honest, create) -> overAnything(honest, withFreshKey(create))),
                Mutant.sharing("create over a tombstone that brings the old fields back", "CREATE-7", () -> {
                    Map<String, Map<String, @Nullable Object>> last = new ConcurrentHashMap<>();
                    return honest -> new Creates(honest, (inner, create) -> {
                        Map<String, @Nullable Object> old = last.getOrDefault(create.id(), Map.of());
                        Map<String, @Nullable Object> merged = Fields.apply(old, create.fields());
                        last.put(create.id(), create.fields());
                        return inner.create(
                                new Create(create.key(), create.id(), merged, create.tombstone(), create.resent()));
                    });
                }),
                creates(
                        "create over a tombstone that does not look which",
                        "CREATE-8",
                        (honest, create) ->
                                create.tombstone().isPresent() ? overAnything(honest, create) : honest.create(create)),
                creates(
                        "create of nothing that makes nothing",
                        "CREATE-10",
                        (honest, create) -> create.fields().isEmpty() ? Outcome.applied() : honest.create(create)),
                creates("create that fills absent fields with defaults", "CREATE-11", (honest, create) -> {
                    Map<String, @Nullable Object> filled = new LinkedHashMap<>(create.fields());
                    filled.putIfAbsent("done", false);
                    return honest.create(Create.of(create.key(), create.id(), filled));
                }),
                Mutant.sharing("create that takes equal content for the same record", "CREATE-12", () -> {
                    Map<Object, Outcome> made = new HashMap<>();
                    return honest -> new Creates(honest, (inner, create) -> {
                        Outcome outcome = made.computeIfAbsent(create.fields(), fields -> inner.create(create));
                        return outcome.match(
                                applied -> applied.now()
                                                .filter(now -> now.id().equals(create.id()))
                                                .isPresent()
                                        ? applied
                                        : Outcome.applied(),
                                conflict -> conflict,
                                refused -> refused);
                    });
                }),
                Mutant.on(
                        () -> InMemoryBackend.builder().guarantees(g -> g.ids(Ids.serverMade(Ids.Type.TEXT))),
                        "create that never says which id was made",
                        "CREATE-13",
                        () -> honest -> new SaysNothing(honest)),
                Mutant.of(
                        "documents that tell no keys of writes",
                        "CREATE-14 UPDATE-16 FEED-26",
                        honest -> new Rewritten(
                                honest,
                                document -> document.withContains(Set.of()),
                                Rewritten.In.LIST,
                                Rewritten.In.FEED,
                                Rewritten.In.ANSWER)));
    }

    private static Mutant creates(String name, String rules, BiFunction<SyncAdapter, Create, Outcome> create) {
        return Mutant.of(name, rules, honest -> new Creates(honest, create));
    }

    private static Outcome upsert(SyncAdapter honest, Create create) {
        Outcome outcome = honest.create(create);
        boolean taken = Broken.conflictNow(outcome).flatMap(Change::present).isPresent();
        return taken ? honest.update(Update.unconditional(Broken.freshKey(), create.id(), create.fields())) : outcome;
    }

    private static Outcome overAnything(SyncAdapter honest, Create create) {
        Outcome outcome = honest.create(create);
        return Broken.conflictNow(outcome)
                .filter(now -> now.present().isEmpty())
                .flatMap(Change::version)
                .map(version -> honest.create(create.over(version)))
                .orElse(outcome);
    }

    private static Create withFreshKey(Create create) {
        return new Create(Broken.freshKey(), create.id(), create.fields(), create.tombstone(), create.resent());
    }

    private static class Creates extends Broken {

        private final BiFunction<SyncAdapter, Create, Outcome> create;

        Creates(SyncAdapter honest, BiFunction<SyncAdapter, Create, Outcome> create) {
            super(honest);
            this.create = create;
        }

        @Override
        public Outcome create(Create asked) {
            return create.apply(honest, asked);
        }
    }

    private static final class SaysNothing extends Rewritten {

        SaysNothing(SyncAdapter honest) {
            super(honest, document -> document.withContains(Set.of()), In.LIST, In.FEED);
        }

        @Override
        public Outcome create(Create create) {
            return honest.create(create).match(applied -> Outcome.applied(), conflict -> conflict, refused -> refused);
        }
    }
}
