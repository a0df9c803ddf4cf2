package dev.mooring.contract.mutant;

import dev.mooring.contract.http.HttpSubject;
import dev.mooring.contract.http.JsonHttpAdapter;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.InMemoryBackendBuilder;
import java.util.List;

/** Mutants that speak HTTP. */
final class HttpMutant {

    private HttpMutant() {}

    /** A mistake in an adapter of a server that promises everything. */
    static Mutant of(String name, String rules, HttpSubject.Kind broken) {
        return of(name, rules, InMemoryBackend.builder(), broken);
    }

    /** A mistake in an adapter of a server of some kind. */
    static Mutant of(String name, String rules, InMemoryBackendBuilder backend, HttpSubject.Kind broken) {
        return new Mutant(
                name,
                List.of(rules.split(" ")),
                () -> new HttpSubject(backend, JsonHttpAdapter::new),
                () -> new HttpSubject(backend, broken));
    }
}
