package dev.mooring.contract.mutant;

import dev.mooring.sync.Document;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

final class LookupMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                lookup("what is missing is found empty", "LOOKUP-1", LookupMutants::withEmpties),
                lookup("records are found without their versions", "LOOKUP-2", LookupMutants::withoutVersions),
                lookup("asking for nothing is an error", "LOOKUP-3", LookupMutants::somethingOnly),
                lookup("only the first 20 ids are asked for", "LOOKUP-4", LookupMutants::firstTwenty));
    }

    private static Mutant lookup(
            String name, String rule, BiFunction<Lookup, Collection<String>, List<Document>> breaking) {
        return Mutant.of(name, rule, honest -> new Broken(honest) {
            @Override
            public <C> Optional<C> capability(Class<C> type) {
                Lookup found = honest.capability(Lookup.class).orElseThrow();
                Lookup wrong = ids -> breaking.apply(found, ids);
                return type == Lookup.class ? Optional.of(type.cast(wrong)) : honest.capability(type);
            }
        });
    }

    private static List<Document> withEmpties(Lookup lookup, Collection<String> ids) {
        List<Document> found = new ArrayList<>(lookup.find(ids));
        ids.stream()
                .filter(id -> found.stream().noneMatch(document -> document.id().equals(id)))
                .forEach(id -> found.add(Document.of(id, Map.of())));
        return found;
    }

    private static List<Document> withoutVersions(Lookup lookup, Collection<String> ids) {
        return lookup.find(ids).stream()
                .map(document -> Document.of(document.id(), document.fields()))
                .toList();
    }

    private static List<Document> somethingOnly(Lookup lookup, Collection<String> ids) {
        if (ids.isEmpty()) {
            throw new Rejected(new Problem("400", "no ids"));
        }
        return lookup.find(ids);
    }

    private static List<Document> firstTwenty(Lookup lookup, Collection<String> ids) {
        return lookup.find(ids.stream().limit(20).toList());
    }
}
