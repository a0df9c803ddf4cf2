package dev.mooring.contract.mutant;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

final class DeleteMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                deletes("delete that does nothing", "DELETE-1", (adapter, delete) -> Outcome.applied()),
                deletes("delete of the absent that is an error", "DELETE-2", (adapter, delete) -> {
                    if (adapter.find(delete.id()).isEmpty()) {
                        throw new Misconfigured("delete of '" + delete.id() + "': 404 Not Found");
                    }
                    return adapter.honest.delete(delete);
                }),
                deletes(
                        "delete that is refused when it is sent again",
                        "DELETE-3",
                        (adapter, delete) ->
                                delete.resent() ? Outcome.refused("410", "gone") : adapter.honest.delete(delete)),
                Mutant.overclaiming(
                        "delete that ignores conflicts",
                        "DELETE-4",
                        backend -> backend.guarantees(g -> g.conditionalDeletes(false))),
                deletes(
                        "delete that quotes the version it sends",
                        "DELETE-5",
                        (adapter, delete) -> adapter.honest.delete(new Delete(
                                delete.key(),
                                delete.id(),
                                delete.baseVersion().map(version -> new Version("\"" + version.token() + "\"")),
                                delete.resent()))),
                deletes("delete that takes the next record along", "DELETE-6", (adapter, delete) -> {
                    adapter.everything().stream()
                            .map(Document::id)
                            .filter(id -> id.compareTo(delete.id()) > 0)
                            .findFirst()
                            .ifPresent(id -> adapter.honest.delete(Delete.unconditional(Broken.freshKey(), id)));
                    return adapter.honest.delete(delete);
                }),
                deletes("delete that answers the last version for the tombstone's", "DELETE-7", (adapter, delete) -> {
                    Optional<Version> last = adapter.find(delete.id()).flatMap(Document::version);
                    return adapter.honest
                            .delete(delete)
                            .match(
                                    applied -> Outcome.applied(
                                            new Change.Removal(delete.id(), Change.Reason.DELETED, last)),
                                    conflict -> conflict,
                                    refused -> refused);
                }),
                deletes(
                        "delete that goes without key and precondition when sent again",
                        "DELETE-8",
                        (adapter, delete) -> adapter.honest.delete(
                                delete.resent() ? Delete.unconditional(Broken.freshKey(), delete.id()) : delete)),
                Mutant.of("delete that adds the version it saw last", "DELETE-9", RemembersVersions::new));
    }

    private static Mutant deletes(String name, String rules, BiFunction<Deletes, Delete, Outcome> delete) {
        return Mutant.of(name, rules, honest -> new Deletes(honest, delete));
    }

    private static final class Deletes extends Broken {

        private final BiFunction<Deletes, Delete, Outcome> delete;

        Deletes(SyncAdapter honest, BiFunction<Deletes, Delete, Outcome> delete) {
            super(honest);
            this.delete = delete;
        }

        @Override
        public Outcome delete(Delete asked) {
            return delete.apply(this, asked);
        }
    }

    private static final class RemembersVersions extends Broken {

        private final Map<String, Document> seen = new HashMap<>();

        RemembersVersions(SyncAdapter honest) {
            super(honest);
        }

        @Override
        public Outcome create(Create create) {
            Outcome outcome = honest.create(create);
            find(create.id()).ifPresent(document -> seen.put(create.id(), document));
            return outcome;
        }

        @Override
        public Outcome delete(Delete delete) {
            Document known = seen.get(delete.id());
            return honest.delete(known == null ? delete : Delete.of(delete.key(), known));
        }
    }
}
